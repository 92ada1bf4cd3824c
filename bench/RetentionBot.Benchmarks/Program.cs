using RetentionBot.Benchmarks;

if (args is not ["cards"])
{
    await Console.Error.WriteLineAsync("usage: dotnet run -c Release --project bench/RetentionBot.Benchmarks -- cards");
    return 2;
}

return await CardBenchmark.RunAsync();
