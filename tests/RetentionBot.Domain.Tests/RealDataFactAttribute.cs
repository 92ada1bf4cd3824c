namespace RetentionBot.Domain.Tests;

/// <summary>A test on files that are not part of this repository; reported as not run where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public const string Variable = "RETENTIONBOT_TEST_DATA";

    /// <param name="file">A path from the folder that holds the public data sets.</param>
    public RealDataFactAttribute(string file)
    {
        if (PathOf(file) is null)
        {
            Skip = $"Set {Variable} to the folder that holds the public data sets.";
        }
    }

    /// <summary>Null when there is no such file here.</summary>
    public static string? PathOf(string file) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder && Path.Combine(folder, file) is var path && File.Exists(path) ? path : null;
}
