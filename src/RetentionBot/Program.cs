using RetentionBot.Hosting;

return Cli.IsServe(args) ? await ServeCommand.RunAsync(args is ["serve", .. var settings] ? settings : args) : await Cli.RunAsync(args);

/// <summary>The entry point; named so that tests can start the bot.</summary>
internal sealed partial class Program;
