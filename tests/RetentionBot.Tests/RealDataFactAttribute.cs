namespace RetentionBot.Tests;

/// <summary>A test on real public data, which are not part of this repository; reported as not run where they are absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealDataFactAttribute : FactAttribute
{
    public const string Variable = "RETENTIONBOT_TEST_DATA";

    public RealDataFactAttribute()
    {
        if (Folder is null)
        {
            Skip = $"Set {Variable} to the folder that holds the public data sets.";
        }
    }

    /// <summary>The folder with one folder per data set; null when there is none.</summary>
    public static string? Folder => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } folder ? folder : null;

    /// <summary>A file of a data set, e.g. <c>mavenflix/subscriptions.csv</c>.</summary>
    public static string File(string name) => Path.Combine(Folder!, name);
}
