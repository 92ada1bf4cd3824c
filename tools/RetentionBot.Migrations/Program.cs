Console.WriteLine("This is the start-up project for dotnet-ef: dotnet ef migrations add NAME -p src/RetentionBot -s tools/RetentionBot.Migrations -o Store/Migrations");
