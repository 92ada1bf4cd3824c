namespace RetentionBot.Ingest.Kinds;

/// <summary>The importers by kind.</summary>
internal static class KindCatalog
{
    private static readonly Dictionary<string, KindImporter> ByKind = ((KindImporter[])
    [
        new CustomerImporter(), new ContactImporter(), new StaffImporter(), new SubscriptionImporter(), new UsageImporter(),
        new CaseImporter(), new ResponseImporter(), new OrderImporter(), new PaymentImporter(), new RenewalImporter(),
        new PaymentCardImporter(), new TouchImporter(),
    ]).ToDictionary(importer => importer.Kind);

    public static KindImporter? Find(string kind) => ByKind.GetValueOrDefault(kind);

    /// <exception cref="ImportRefusedException">There is no such kind.</exception>
    public static KindImporter Get(string kind) =>
        Find(kind) ?? throw new ImportRefusedException($"There is no kind '{kind}'. The kinds are: {string.Join(", ", ImportKinds.All)}.");
}
