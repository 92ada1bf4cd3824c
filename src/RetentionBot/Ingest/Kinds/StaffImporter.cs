using RetentionBot.Domain.Customers;
using RetentionBot.Ingest.Rows;

namespace RetentionBot.Ingest.Kinds;

internal sealed class StaffImporter : KindImporter<StaffMember>
{
    public override string Kind => ImportKinds.Staff;

    public override IReadOnlyList<string> Fields { get; } = ["email", "name", "role", "language", "time_zone"];

    public override IReadOnlyList<string> Required { get; } = ["email", "name", "role"];

    public override string KeyField => "email";

    public override string KeyOf(string text) => text.ToLowerInvariant();

    public override Draft<StaffMember> Read(RowReader row)
    {
        var (email, name) = (row.Email("email"), row.Text("name", 200));
        var role = Enum.Parse<StaffRole>(row.Word("role", "viewer", "member", "lead", "admin"), ignoreCase: true);
        var (language, zone) = (row.OptionalLanguage("language"), row.OptionalText("time_zone", 100));
        if (zone is not null && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            throw RowReader.Wrong("time_zone", zone, "a known zone such as Europe/Amsterdam");
        }

        return new Draft<StaffMember>(email, (id, _) => new StaffMember
        {
            Id = id,
            SourceKey = email,
            Name = name,
            Role = role,
            Language = language,
            TimeZone = zone,
        });
    }
}
