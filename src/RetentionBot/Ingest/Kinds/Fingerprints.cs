using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using RetentionBot.Domain.Customers;

namespace RetentionBot.Ingest.Kinds;

/// <summary>SHA-256 over a row's imported values; what the store adds (id, fingerprint, retirement) is left out.</summary>
internal static class Fingerprints
{
    private static readonly string[] NotImported = [nameof(IImported.Id), nameof(IImported.Fingerprint), nameof(IImported.RetiredAt)];

    private static readonly JsonSerializerOptions Canonical = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOut } },
    };

    /// <returns>64 hexadecimal digits.</returns>
    public static string Of<T>(T entity)
        where T : class, IImported =>
        Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(entity, Canonical)));

    private static void LeaveOut(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => NotImported.Contains(property.Name)).ToArray())
        {
            type.Properties.Remove(property);
        }
    }
}
