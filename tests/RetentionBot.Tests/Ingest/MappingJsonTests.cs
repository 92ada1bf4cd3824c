using RetentionBot.Ingest;
using RetentionBot.Ingest.Kinds;
using RetentionBot.Ingest.Reading;

namespace RetentionBot.Tests.Ingest;

public sealed class MappingJsonTests
{
    [Fact]
    public void An_empty_mapping_is_no_mapping()
    {
        var mapping = MappingJson.Parse("{}");

        (mapping.Separator, mapping.HasHeader, mapping.Fields, mapping.Key, mapping.CreateCustomers).ShouldBe((',', true, null, null, false));
    }

    [Theory]
    [InlineData("{ \"fields\": ", "The mapping file is not JSON (line 1).")]
    [InlineData("[]", "The mapping is not an object: { … }.")]
    [InlineData("""{ "feilds": {} }""", "The mapping knows no 'feilds'. It knows: separator, header, fields, key, where, createCustomers.")]
    [InlineData(
        """{ "fields": { "id": { "column": "a", "fromat": "x" } } }""", "The mapping knows no 'id.fromat'. It knows: column, constant, format, values, decimal.")]
    [InlineData("""{ "fields": { "id": { "format": "x" } } }""", "id in the mapping needs either a column or a constant.")]
    [InlineData("""{ "fields": { "id": { "column": "a", "constant": "b" } } }""", "id in the mapping needs either a column or a constant.")]
    [InlineData("""{ "fields": { "id": null } }""", "id in the mapping is a text.")]
    [InlineData("""{ "fields": { "id": "a", "id": "b" } }""", "The mapping names 'id' twice.")]
    [InlineData("""{ "fields": [] }""", "fields in the mapping is not an object: { … }.")]
    [InlineData("""{ "separator": ",," }""", "separator in the mapping is one character, \"tab\" or \"whitespace\".")]
    [InlineData("""{ "separator": "\"" }""", "separator in the mapping is one character, \"tab\" or \"whitespace\".")]
    [InlineData("""{ "key": "account" }""", "key in the mapping is \"row\" or a list of columns.")]
    [InlineData("""{ "key": [] }""", "key in the mapping is \"row\" or a list of columns.")]
    [InlineData("""{ "header": "no" }""", "header in the mapping is true or false.")]
    [InlineData("""{ "createCustomers": 1 }""", "createCustomers in the mapping is true or false.")]
    [InlineData("""{ "header": false }""", "A mapping with \"header\": false needs \"fields\" that name the columns by number.")]
    [InlineData("""{ "fields": { "mrr": { "column": "a", "decimal": ";" } } }""", "decimal in the mapping is \".\" or \",\".")]
    public void A_wrong_mapping_is_refused_and_the_wrong_member_named(string json, string sentence)
    {
        Should.Throw<ImportRefusedException>(() => MappingJson.Parse(json)).Message.ShouldBe(sentence);
    }

    [Fact]
    public void The_mapping_shown_in_the_guide_fits_subscriptions()
    {
        var guide = File.ReadAllText(ExampleMappings.Guide);
        var json = guide.Split("```json")[1].Split("```")[0];
        var mapping = MappingJson.Parse(json);

        Should.NotThrow(() => new RowMapper(mapping, KindCatalog.Get(ImportKinds.Subscriptions), [.. mapping.Columns.Distinct()]));
    }

    [Fact]
    public void The_guide_names_every_field_of_every_kind()
    {
        var lines = File.ReadAllLines(ExampleMappings.Guide);
        foreach (var kind in ImportKinds.All)
        {
            var row = lines.Single(line => line.StartsWith($"| {kind} |", StringComparison.Ordinal));
            KindCatalog.Get(kind).Fields.ShouldAllBe(field => row.Contains(field, StringComparison.Ordinal), kind);
        }
    }

    [Fact]
    public void Every_example_mapping_fits_its_kind()
    {
        var files = Directory.GetFiles(ExampleMappings.Folder, "*.json");

        files.ShouldNotBeEmpty();
        foreach (var file in files)
        {
            var name = Path.GetFileNameWithoutExtension(file);
            var kind = ImportKinds.All.SingleOrDefault(kind => name.EndsWith(kind, StringComparison.Ordinal)) ?? ImportKinds.Responses;
            var mapping = MappingJson.Parse(File.ReadAllText(file));
            Should.NotThrow(() => new RowMapper(mapping, KindCatalog.Get(kind), [.. mapping.Columns.Distinct()]), name);
        }
    }
}
