namespace RetentionBot.Privacy;

/// <summary>What erasing a person does, or would do: rows by table, in the order in which it is done.</summary>
internal sealed class ErasureReport
{
    private readonly List<(string Table, string Deed, int Rows)> lines = [];

    public IReadOnlyList<(string Table, string Deed, int Rows)> Lines => lines;

    /// <summary>Notes rows; none are not worth a line.</summary>
    public void Add(string table, string deed, int rows)
    {
        if (rows > 0)
        {
            lines.Add((table, deed, rows));
        }
    }
}
