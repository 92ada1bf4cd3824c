using System.Text;
using Microsoft.EntityFrameworkCore;

namespace RetentionBot.Store;

/// <summary>Column names as every SQL database likes them unquoted: <c>raised_at</c>, not <c>RaisedAt</c>.</summary>
internal static class SnakeCase
{
    public static void ApplyTo(ModelBuilder model)
    {
        foreach (var property in model.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(From(property.Name));
        }

        foreach (var part in model.Model.GetEntityTypes().SelectMany(entity => entity.GetComplexProperties()))
        {
            foreach (var property in part.ComplexType.GetProperties())
            {
                property.SetColumnName($"{From(part.Name)}_{From(property.Name)}");
            }
        }
    }

    private static string From(string name)
    {
        var text = new StringBuilder(name.Length + 8);
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && text.Length > 0)
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
