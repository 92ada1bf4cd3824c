using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace RetentionBot.Tests.Fuzz;

/// <summary>Makes a body wrong in one to four places; the same seed gives the same bodies.</summary>
internal sealed class Mutator(int seed)
{
    /// <summary>What is put where something else was expected.</summary>
    private static readonly string[] Odd =
    [
        "", " ", "null", "true", "-1", "0", "1e400", "NaN", "9223372036854775808", "3.5", "ten", "2026-02-30", "0001-01-01T00:00:00Z", "9999-12-31", "�", "\0", "\r\n", "\u202eabc",
        "😀👩‍👩‍👧", "ﷺ", "<script>alert(1)</script>", "<at>x</at>", "*_~`[x](javascript:alert(1))", "'; drop table customers; --", "=1+1", "../../etc/passwd", "{0}", "${t.x}", "%s%n", "http://127.0.0.1:1/", "29:", "msteams",
        new('a', 5_000), new('9', 400),
    ];

    private readonly Random _random = new(seed);
    private int _last;

    /// <summary>Makes what a service numbers its deliveries by new, so that the body is no repetition; then spoils it.</summary>
    public string Spoil(HeardRequest request)
    {
        if (Json(request.Body) is JsonObject body)
        {
            return SpoilJson(Renumber(body));
        }

        const string Payload = "payload=";
        if (request.Body.StartsWith(Payload, StringComparison.Ordinal) && Json(Uri.UnescapeDataString(request.Body[Payload.Length..])) is JsonObject payload)
        {
            return _random.Next(10) == 0 ? SpoilText(request.Body) : Payload + Uri.EscapeDataString(SpoilJson(Renumber(payload)));
        }

        return request.Body.Contains('\n', StringComparison.Ordinal) ? SpoilRows(request.Body) : SpoilForm(request.Body);
    }

    /// <summary>Cuts, doubles, swaps and inserts signs.</summary>
    public string SpoilText(string text)
    {
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            var (at, length) = (_random.Next(text.Length + 1), _random.Next(1, 12));
            var rest = Math.Min(length, text.Length - at);
            text = _random.Next(4) switch
            {
                0 => text[..at],
                1 => text.Remove(at, rest),
                2 => text.Insert(at, text.Substring(at, rest)),
                _ => text.Insert(at, Pick(Odd)),
            };
        }

        return text;
    }

    private static JsonNode? Json(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonObject Renumber(JsonObject body)
    {
        foreach (var at in Places(body))
        {
            if (at.Parent is JsonObject parent && at.Name is "event_id" or "action_ts" or "client_msg_id" || (at.Parent == body && at.Name == "id"))
            {
                at.Parent[at.Name] = Next();
            }
        }

        if (body["event"] is JsonObject inner && inner["ts"] is not null)
        {
            var ts = Next();
            inner["ts"] = ts;
            inner["event_ts"] = ts;
        }

        return body;
    }

    private string Next() => string.Create(CultureInfo.InvariantCulture, $"{1_795_000_000 + ++_last}.000300");

    private string SpoilJson(JsonObject body)
    {
        for (var times = _random.Next(1, 5); times > 0; times--)
        {
            if (Places(body) is not { Count: > 0 } places)
            {
                break;
            }

            var (parent, name) = Pick(places);
            switch (_random.Next(6))
            {
                case 0:
                    parent.Remove(name);
                    break;
                case 1:
                    parent[name] = null;
                    break;
                case 2:
                    parent[name] = Strange();
                    break;
                case 3 when parent[name] is JsonValue value && value.TryGetValue<string>(out var text):
                    parent[name] = SpoilText(text);
                    break;
                case 4:
                    var from = Pick(places);
                    parent[name] = from.Parent[from.Name]?.DeepClone();
                    break;
                default:
                    parent[name] = Pick(Odd);
                    break;
            }
        }

        var json = body.ToJsonString();
        return _random.Next(12) == 0 ? SpoilText(json) : json;
    }

    private JsonNode? Strange() => _random.Next(8) switch
    {
        0 => JsonValue.Create(_random.NextInt64()),
        1 => JsonValue.Create(-1.5),
        2 => JsonValue.Create(true),
        3 => new JsonArray(),
        4 => new JsonArray(1, null, "x"),
        5 => new JsonObject(),
        6 => new JsonObject { ["id"] = 7, ["value"] = new JsonArray() },
        _ => Deep(_random.Next(2, 90)),
    };

    private static JsonNode Deep(int levels)
    {
        JsonNode node = "x";
        for (var level = 0; level < levels; level++)
        {
            node = new JsonArray(node);
        }

        return node;
    }

    /// <summary>Rows of values with a head.</summary>
    private string SpoilRows(string text)
    {
        var rows = text.Split('\n');
        for (var times = _random.Next(1, 4); times > 0; times--)
        {
            var row = _random.Next(rows.Length);
            var cells = rows[row].Split(',');
            cells[_random.Next(cells.Length)] = Pick(Odd);
            rows[row] = _random.Next(3) == 0 ? SpoilText(rows[row]) : string.Join(',', cells);
        }

        return string.Join('\n', rows);
    }

    private string SpoilForm(string text)
    {
        var fields = text.Split('&');
        var at = _random.Next(fields.Length);
        var name = fields[at].Split('=')[0];
        fields[at] = _random.Next(5) switch
        {
            0 => "",
            1 => $"{name}&{fields[at]}",
            2 => SpoilText(fields[at]),
            3 => $"{name}={Uri.EscapeDataString(new string('x', _random.Next(20_000)))}",
            _ => $"{name}={Uri.EscapeDataString(Pick(Odd))}",
        };
        return string.Join('&', fields);
    }

    /// <summary>Every property of the object and of all below it.</summary>
    private static List<(JsonObject Parent, string Name)> Places(JsonNode node)
    {
        var found = new List<(JsonObject, string)>();
        var open = new Stack<JsonNode>([node]);
        while (open.TryPop(out var next))
        {
            if (next is JsonObject parent)
            {
                foreach (var (name, child) in parent)
                {
                    found.Add((parent, name));
                    if (child is not null)
                    {
                        open.Push(child);
                    }
                }
            }
            else if (next is JsonArray list)
            {
                foreach (var child in list.OfType<JsonNode>())
                {
                    open.Push(child);
                }
            }
        }

        return found;
    }

    private T Pick<T>(IReadOnlyList<T> from) => from[_random.Next(from.Count)];
}
