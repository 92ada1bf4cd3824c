namespace RetentionBot.Domain.Calendar;

/// <summary>What the company's own settings decide about time and money.</summary>
/// <param name="Zone">Its zone decides which local day an instant belongs to, and so what "last month" is.</param>
/// <param name="Currency">ISO 4217; reports are in this one.</param>
/// <param name="GrossMargin">Share of revenue kept, in (0, 1]; null until somebody sets it, and then nothing that needs it is computed.</param>
public sealed record Workspace(TimeZoneInfo Zone, string Currency, decimal? GrossMargin = null)
{
    /// <summary>The local day an instant belongs to.</summary>
    public DateOnly LocalDate(DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);

    /// <summary>The instant a local wall-clock time stands for. A time that a clock change skips is taken one hour later; of two, the first.</summary>
    public DateTimeOffset ToInstant(DateTime local)
    {
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (Zone.IsInvalidTime(local))
        {
            local = local.AddHours(1);
        }

        var offset = Zone.IsAmbiguousTime(local) ? Zone.GetAmbiguousTimeOffsets(local).Max() : Zone.GetUtcOffset(local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    /// <summary>The first instant of a local day.</summary>
    public DateTimeOffset StartOf(DateOnly day) => ToInstant(day.ToDateTime(TimeOnly.MinValue));
}
