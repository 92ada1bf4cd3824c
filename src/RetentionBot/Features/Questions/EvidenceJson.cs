using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using RetentionBot.Domain.Calendar;
using RetentionBot.Domain.Kpis;

namespace RetentionBot.Features.Questions;

/// <summary>Evidence as it is stored. Numbers keep every digit; days are ISO days, the end of a period exclusive.</summary>
internal static class EvidenceJson
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        IgnoreReadOnlyProperties = true,
        Converters = { new Days(), new JsonStringEnumConverter() },
    };

    public static string Write(KpiEvidence evidence) => JsonSerializer.Serialize(evidence, Options);

    public static KpiEvidence Read(string json) => JsonSerializer.Deserialize<KpiEvidence>(json, Options)!;

    private sealed class Days : JsonConverter<Period>
    {
        private const string Iso = "yyyy-MM-dd";

        public override Period Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString()!.Split('/') is [var from, var to] ? new Period(Day(from), Day(to)) : throw new JsonException("A period is two days.");

        public override void Write(Utf8JsonWriter writer, Period value, JsonSerializerOptions options) =>
            writer.WriteStringValue($"{value.From.ToString(Iso, CultureInfo.InvariantCulture)}/{value.To.ToString(Iso, CultureInfo.InvariantCulture)}");

        private static DateOnly Day(string text) => DateOnly.ParseExact(text, Iso, CultureInfo.InvariantCulture);
    }
}
