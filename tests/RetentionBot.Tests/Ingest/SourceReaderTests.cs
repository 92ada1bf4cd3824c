using System.Text;
using RetentionBot.Ingest;
using RetentionBot.Ingest.Reading;

namespace RetentionBot.Tests.Ingest;

public sealed class SourceReaderTests
{
    [Theory]
    [InlineData("id,name\nc1,One\n")]
    [InlineData("id,name\r\nc1,One\r\n")]
    [InlineData("\uFEFFid,name\nc1,One")]
    [InlineData("ID , Name\n\nc1,One\n\n")]
    [InlineData("id,name\n\"c1\",\"One\"\n")]
    public async Task Byte_order_mark_line_ends_quotes_and_case_of_the_header_do_not_matter(string text)
    {
        var row = (await ReadAsync(text)).ShouldHaveSingleItem();

        (row.Fields["id"], row.Fields["name"], row.Problem).ShouldBe(("c1", "One", null));
    }

    [Fact]
    public async Task A_row_is_named_by_the_line_it_begins_on()
    {
        var rows = await ReadAsync("id,name\nc1,\"One\n\"\"and\"\"\nhalf\"\n\nc2,Two");

        rows.Select(row => row.Line).ShouldBe([2, 6]);
        rows[0].Fields["name"].ShouldBe("One\n\"and\"\nhalf");
    }

    [Theory]
    [InlineData(";", "id;name\nc1;One, two")]
    [InlineData("tab", "id\tname\nc1\tOne, two")]
    [InlineData("|", "id|name\nc1|One, two")]
    public async Task The_separator_is_the_mappings(string separator, string text)
    {
        (await ReadAsync(text, $$"""{ "separator": "{{separator}}" }""")).ShouldHaveSingleItem().Fields["name"].ShouldBe("One, two");
    }

    [Fact]
    public async Task Columns_without_a_header_are_numbered_and_the_first_line_counts()
    {
        var rows = await ReadAsync("c1,x,One\nc2,y,Two", """{ "header": false, "fields": { "id": 1, "name": "3" } }""");

        rows.Select(row => (row.Line, row.Fields["id"], row.Fields["name"])).ShouldBe([(1, "c1", "One"), (2, "c2", "Two")]);
    }

    [Fact]
    public async Task A_field_comes_from_a_column_a_constant_or_a_table_of_words()
    {
        const string Mapping = """
            { "fields": { "id": "account", "plan": { "constant": "Basic" }, "country": { "column": "land", "values": { "Nederland": "NL", "België": "BE" } } } }
            """;
        var rows = await ReadAsync("account,land,other\na1,België,x\na2,,x\na3,Atlantis,x", Mapping);

        rows[0].Fields.ShouldBe(new Dictionary<string, string> { ["id"] = "a1", ["plan"] = "Basic", ["country"] = "BE" }, ignoreOrder: true);
        (rows[1].Fields["country"], rows[1].Problem).ShouldBe(("", null));
        rows[2].Problem.ShouldBe("country 'Atlantis' is not in the mapping's table.");
    }

    [Theory]
    [InlineData("dd-MM-yyyy", "01-02-2026", "2026-02-01")]
    [InlineData("M/d/yyyy H:mm", "2/1/2026 9:05", "2026-02-01T09:05:00.0000000")]
    [InlineData("yyyy-MM-dd HH:mm zzz", "2026-02-01 09:05 +02:00", "2026-02-01T09:05:00.0000000+02:00")]
    public async Task A_date_is_read_in_the_mappings_format(string format, string text, string iso)
    {
        var row = (await ReadAsync(
            $"id,when\nc1,{text}", $$"""{ "fields": { "id": "id", "signed_up": { "column": "when", "format": "{{format}}" } } }""")).ShouldHaveSingleItem();

        (row.Fields["signed_up"], row.Problem).ShouldBe((iso, null));
    }

    [Fact]
    public async Task A_date_in_another_format_is_a_problem_even_when_it_looks_like_ours()
    {
        // 7 August or 8 July: the format decides, never the looks.
        var row = (await ReadAsync(
            "id,when\nc1,2026-08-17", """{ "fields": { "id": "id", "signed_up": { "column": "when", "format": "yyyy-dd-MM" } } }""")).ShouldHaveSingleItem();

        row.Problem.ShouldBe("signed_up '2026-08-17' is not a date like yyyy-dd-MM.");
    }

    [Fact]
    public async Task Several_formats_are_tried_in_order()
    {
        var rows = await ReadAsync(
            "id,when\nc1,17/08/2026\nc2,20260817", """{ "fields": { "id": "id", "signed_up": { "column": "when", "format": ["dd/MM/yyyy", "yyyyMMdd"] } } }""");

        rows.Select(row => row.Fields["signed_up"]).ShouldBe(["2026-08-17", "2026-08-17"]);
    }

    [Fact]
    public async Task Numbers_with_a_decimal_comma_are_read_when_the_mapping_says_so()
    {
        const string Mapping = """
            { "separator": ";", "fields": { "id": "id", "customer": "id", "date": "date", "amount": { "column": "bedrag", "decimal": "," } } }
            """;
        var row = (await ReadAsync("id;date;bedrag\no1;2026-01-01;1.234,50", Mapping, ImportKinds.Orders)).ShouldHaveSingleItem();

        row.Fields["amount"].ShouldBe("1234.50");
    }

    [Fact]
    public async Task The_filter_passes_over_other_rows()
    {
        var rows = await ReadAsync(
            "id,region,name\n1,North,A\n2,South,B\n3,West,C\n4,north,D", """{ "fields": { "id": "id" }, "where": { "region": ["North", "West"] } }""");

        rows.Select(row => row.Fields["id"]).ShouldBe(["1", "3"]);
    }

    [Fact]
    public async Task Equal_rows_are_told_apart_by_their_ordinal_wherever_they_stand()
    {
        const string Mapping = """{ "key": "row", "fields": { "name": "name" } }""";
        var rows = await ReadAsync("name,x\nA,1\nB,1\nA,1", Mapping);
        var moved = await ReadAsync("name,x\nB,1\nA,1\nA,1", Mapping);

        rows.Select(row => row.Fields["id"]).Distinct().Count().ShouldBe(3);
        rows[0].Fields["id"].ShouldEndWith(":1");
        rows[2].Fields["id"].ShouldEndWith(":2");
        moved.Select(row => row.Fields["id"]).ShouldBe(rows.Select(row => row.Fields["id"]), ignoreOrder: true);
    }

    [Fact]
    public async Task A_key_of_several_columns_cannot_be_confused_with_another()
    {
        var rows = await ReadAsync("a,b\nx|y,z\nx,y|z", """{ "key": ["a", "b"], "fields": { "name": "a" } }""");

        rows[0].Fields["id"].ShouldNotBe(rows[1].Fields["id"]);
    }

    [Fact]
    public async Task A_line_of_another_width_is_a_problem_of_that_line()
    {
        var rows = await ReadAsync("id,name\nc1,One,more\nc2\nc3,Three");

        rows.Select(row => row.Problem).ShouldBe(["The line has 3 columns where 2 are expected.", "The line has 1 columns where 2 are expected.", null]);
    }

    [Fact]
    public async Task Bytes_that_are_no_utf8_are_a_problem_of_their_line()
    {
        var rows = await ReadAsync([.. "id,name\nc1,Caf"u8, 0xE9, .. "\nc2,Two"u8]);

        rows.Select(row => row.Problem).ShouldBe(["name is not UTF-8 text.", null]);
    }

    [Fact]
    public async Task Ndjson_gives_the_same_rows()
    {
        var rows = await ReadAsync("{\"id\":\"c1\",\"name\":\"One\"}\n\n{\"name\":null,\"id\":2}\n");

        rows.Select(row => (row.Line, row.Fields["id"], row.Fields["name"])).ShouldBe([(1, "c1", "One"), (3, "2", "")]);
    }

    [Theory]
    [InlineData("{\"id\":\"c1\"", "The line is not JSON.")]
    [InlineData("[1]", "The line is not a JSON object.")]
    [InlineData("{\"id\":{\"a\":1}}", "'id' is not a plain value.")]
    [InlineData("{\"id\":\"c1\",\"id\":\"c2\"}", "'id' stands there twice.")]
    [InlineData("{\"id\":\"c1\",\"nmae\":\"One\"}", "'nmae' is not a field of customers.")]
    public async Task A_bad_line_of_ndjson_is_a_problem_of_that_line(string line, string problem)
    {
        var rows = await ReadAsync($"{{\"id\":\"c0\"}}\n{line}");

        rows.Select(row => row.Problem).ShouldBe([null, problem]);
    }

    [Fact]
    public async Task Ndjson_goes_through_a_mapping_too()
    {
        var row = (await ReadAsync(
            "{\"account\":7,\"tier\":\"Pro\",\"tags\":\"x\"}", """{ "fields": { "id": "account", "plan": "tier" } }""")).ShouldHaveSingleItem();

        row.Fields.ShouldBe(new Dictionary<string, string> { ["id"] = "7", ["plan"] = "Pro" }, ignoreOrder: true);
    }

    [Theory]
    [InlineData("", "The input is empty.")]
    [InlineData(" \r\n\t\n", "The input is empty.")]
    [InlineData("\uFEFF", "The input is empty.")]
    [InlineData("\u0089PNG\r\n\u001A\n\0\0\0", "The input is not text: it looks like a binary file, not CSV or NDJSON.")]
    [InlineData(
        "nmae\nx", "'nmae' is not a field of customers. The fields are: id, name, country, plan, segment, owner, language, signed_up. Name other columns in a mapping file.")]
    [InlineData("name\nx", "customers need the field 'id', and no column gives it.")]
    [InlineData("id,id\nx,y", "The file has the column 'id' twice.")]
    [InlineData("id,name\nc1,\"One\nc2,Two\n", "A quote is opened on line 2 and never closed. Nothing was taken.")]
    public async Task An_input_that_cannot_be_read_is_refused_with_a_sentence(string text, string sentence)
    {
        (await RefusalAsync(text)).ShouldBe(sentence);
    }

    [Fact]
    public async Task Utf16_is_refused_with_a_sentence()
    {
        var refused = await Should.ThrowAsync<ImportRefusedException>(
            () => ReadAsync([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes("id\nc1")]));

        refused.Message.ShouldBe("The input is UTF-16; save it as UTF-8.");
    }

    [Theory]
    [InlineData("id,name\nc1,", null)]
    [InlineData("id,name\nc1,\"", null)]
    [InlineData("id name\nc1 ", """{ "separator": "whitespace" }""")]
    [InlineData("{\"id\":\"c1\"}\n{\"id\":\"", null)]
    public async Task A_line_without_an_end_is_refused_and_not_read_to_the_end(string beginning, string? mapping)
    {
        await using var endless = new EndlessStream(Encoding.UTF8.GetBytes(beginning));
        var refused = await Should.ThrowAsync<ImportRefusedException>(() => ReadAsync(endless, mapping));

        refused.Message.ShouldBe("Line 2 is longer than 1 MiB, or a quote opened there is never closed. Nothing was taken.");
    }

    [Theory]
    [InlineData("""{ "fields": { "id": "nr", "name": "naam" } }""", "The file lacks the columns 'nr', 'naam'. It has 'id', 'region'.")]
    [InlineData("""{ "fields": { "id": "id" }, "where": { "land": "NL" } }""", "The file lacks the column 'land'. It has 'id', 'region'.")]
    [InlineData("""{ "key": ["nr"], "fields": { "name": "id" } }""", "The file lacks the column 'nr'. It has 'id', 'region'.")]
    [InlineData("""{ "key": "row", "fields": { "id": "id" } }""", "Give either the field id or a key, not both.")]
    [InlineData("""{ "fields": { "name": "id" } }""", "customers need the field 'id', and no column gives it.")]
    [InlineData(
        """{ "fields": { "id": "id", "colour": "region" } }""", "'colour' is not a field of customers. The fields are: id, name, country, plan, segment, owner, language, signed_up. Name other columns in a mapping file.")]
    public async Task A_mapping_that_does_not_fit_the_file_is_refused(string mapping, string sentence)
    {
        (await RefusalAsync("id,region\nc1,North", mapping)).ShouldBe(sentence);
    }

    [Fact]
    public async Task Staff_take_no_key()
    {
        (await RefusalAsync("email,name,role\neva@example.com,Eva,lead", """{ "key": "row" }""", ImportKinds.Staff))
            .ShouldBe("staff are known by their email; leave key out of the mapping.");
    }

    [Fact]
    public async Task Columns_that_only_make_the_filter_need_not_be_fields()
    {
        var rows = await ReadAsync("id,region\nc1,North\nc2,South", """{ "where": { "region": "South" } }""");

        rows.ShouldHaveSingleItem().Fields.ShouldBe(new Dictionary<string, string> { ["id"] = "c2" });
    }

    private static async Task<string> RefusalAsync(string text, string? mapping = null, string kind = ImportKinds.Customers) =>
        (await Should.ThrowAsync<ImportRefusedException>(() => ReadAsync(text, mapping, kind))).Message;

    private static Task<List<SourceRow>> ReadAsync(string text, string? mapping = null, string kind = ImportKinds.Customers) =>
        ReadAsync(Encoding.UTF8.GetBytes(text), mapping, kind);

    private static async Task<List<SourceRow>> ReadAsync(byte[] bytes, string? mapping = null, string kind = ImportKinds.Customers)
    {
        using var input = new MemoryStream(bytes);
        return await ReadAsync(input, mapping, kind);
    }

    private static async Task<List<SourceRow>> ReadAsync(Stream input, string? mapping, string kind = ImportKinds.Customers)
    {
        var rows = await SourceReader.OpenAsync(input, kind, mapping is null ? Mapping.None : MappingJson.Parse(mapping), format: null, CancellationToken.None);
        return await rows.ToListAsync();
    }
}
