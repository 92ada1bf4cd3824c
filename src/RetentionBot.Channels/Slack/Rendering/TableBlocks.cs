using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace RetentionBot.Channels.Slack.Rendering;

/// <summary>Tables: the first of a message as Slack's table block; any further one, and one in a modal, which Slack would refuse, as lined-up text.</summary>
internal sealed partial class TableBlocks(Surface surface, BlockList blocks, List<string> warnings)
{
    /// <summary>A cell longer than this is no cell.</summary>
    private const int LongestCell = 200;

    /// <summary>Leaves room for the rest of the message beside the largest table.</summary>
    private const int MostBytes = 9_000;

    private bool _hasTable;

    public void Add(JsonObject table)
    {
        var rows = Rows(table);
        if (rows.Count == 0)
        {
            return;
        }

        if (_hasTable || !surface.HasDataBlocks)
        {
            warnings.Add("Slack shows one table per message and none in a modal: this one became text.");
            blocks.AddPreformatted(LinedUp(rows));
            return;
        }

        _hasTable = true;
        var isRight = Enumerable.Range(0, rows[0].Length).Select(column => IsRight(table, column, rows)).ToList();
        blocks.Add(new JsonObject
        {
            ["type"] = "table",
            ["column_settings"] = new JsonArray([.. isRight.Select(right => new JsonObject { ["align"] = right ? "right" : "left" })]),
            ["rows"] = new JsonArray([.. rows.Select(row => new JsonArray([.. row.Select(Cell)]))]),
        });
    }

    /// <summary>The cells as words, all rows equally long, cut to what a table holds.</summary>
    private List<string[]> Rows(JsonObject table)
    {
        var all = table.Visible("rows").ConvertAll(row => row.Visible("cells").ConvertAll(Words));
        if (table.Descendants().Any(element => element.Kind() is not ("TextBlock" or "TableRow" or "TableCell" or "") || element["selectAction"] is not null))
        {
            warnings.Add("Only the words of a table's cells are shown.");
        }

        var width = Math.Min(all.Count == 0 ? 0 : all.Max(row => row.Count), BlockLimits.TableColumns);
        var rows = new List<string[]>();
        var (letters, bytes) = (0, 0);
        foreach (var row in all.Where(_ => width > 0).Take(BlockLimits.TableRows))
        {
            var cells = row.Concat(Enumerable.Repeat(BlockList.Nothing, width)).Take(width).ToArray();
            letters += cells.Sum(cell => cell.Length);
            bytes += cells.Sum(cell => Encoding.UTF8.GetByteCount(Cell(cell).Compact()) + 1);
            if (letters > BlockLimits.TableText || bytes > MostBytes)
            {
                break;
            }

            rows.Add(cells);
        }

        if (rows.Count < all.Count || all.Exists(row => row.Count > width))
        {
            warnings.Add("A table was cut to what Slack takes.");
        }

        return rows;
    }

    private static string Words(JsonObject cell)
    {
        var texts = cell.Descendants().Where(element => element.Kind() == "TextBlock").Select(element => element.Text("text")).OfType<string>();
        var words = Mrkdwn.Plain(string.Join('\n', texts));
        return words.Length > 0 ? SlackText.Cut(words, LongestCell) : BlockList.Nothing;
    }

    /// <summary>Only a whole number without signs between its digits is one in every language; everything else stays text.</summary>
    private static JsonObject Cell(string words) => WholeNumber().IsMatch(words)
        ? new JsonObject { ["type"] = "raw_number", ["value"] = long.Parse(words, CultureInfo.InvariantCulture), ["text"] = words }
        : new JsonObject { ["type"] = "raw_text", ["text"] = words };

    private static bool IsRight(JsonObject table, int column, List<string[]> rows) =>
        table.Children("columns").ElementAtOrDefault(column)?.Has("horizontalCellContentAlignment", "right") == true
        || (rows.Count > 1 && rows.Skip(1).All(row => WholeNumber().IsMatch(row[column])));

    private static string LinedUp(List<string[]> rows)
    {
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => row[column].Length)).ToArray();
        var lines = rows.Select(row => string.Join("  ", row.Select((cell, column) => cell.ReplaceLineEndings(" ").PadRight(widths[column]))).TrimEnd());
        return string.Join('\n', lines);
    }

    [GeneratedRegex(@"^-?[0-9]{1,15}$", RegexOptions.CultureInvariant)]
    private static partial Regex WholeNumber();
}
