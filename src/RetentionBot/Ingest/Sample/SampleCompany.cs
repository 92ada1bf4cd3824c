namespace RetentionBot.Ingest.Sample;

/// <summary>
/// A fictitious company's data for trying the bot: some 200 customers over two years, with a few stories planted (<see cref="Planted"/>).
/// It hangs on its two days only: the same days give the same rows anywhere.
/// </summary>
/// <param name="anchor">Last day of data at the first load. The stories are told relative to it for ever.</param>
/// <param name="through">
/// Last day of data now, the anchor or later. A later day adds rows and closes open ends (a subscription's end, a case's first reply and close)
/// and changes nothing else. Only a renewal's date and a card's last day may lie after it: the row is there from the day the contract began, or the card was handed in.
/// </param>
internal sealed class SampleCompany(DateOnly anchor, DateOnly through)
{
    private readonly DateOnly through = through >= anchor
        ? through
        : throw new ArgumentOutOfRangeException(nameof(through), through, "The last day of data lies before the anchor.");

    private readonly Lazy<IReadOnlyList<SampleCustomer>> customers = new(() => new CustomerBook(anchor, through).Customers);

    /// <summary>The rows of a kind, a new day's rows not necessarily last; the row ids are the same in every load.</summary>
    /// <exception cref="ArgumentException">The kind is not one of <see cref="ImportKinds.All"/>.</exception>
    public IEnumerable<SourceRow> Rows(string kind)
    {
        var fields = kind switch
        {
            ImportKinds.Customers => People.Customers(Known),
            ImportKinds.Contacts => People.Contacts(Known),
            ImportKinds.Staff => People.Staff(),
            ImportKinds.Subscriptions => Contracts.Subscriptions(Known, through),
            ImportKinds.Usage => ProductUse.Usage(Known, anchor, through),
            ImportKinds.Cases => Support.Cases(Known, through),
            ImportKinds.Responses => Answers.Responses(Known, anchor, through),
            ImportKinds.Orders => Webshop.Orders(Known, through),
            ImportKinds.Payments => Contracts.Payments(Known, anchor, through),
            ImportKinds.Renewals => Contracts.Renewals(Known, through),
            ImportKinds.PaymentCards => PaymentMeans.Cards(Known, anchor, through),
            ImportKinds.Touches => Talks.Touches(Known, anchor, through),
            _ => throw new ArgumentException($"There is no kind of source data called {kind}.", nameof(kind)),
        };

        // The header would be line 1.
        return fields.Select((row, ordinal) => new SourceRow(ordinal + 2, row));
    }

    private IEnumerable<SampleCustomer> Known => customers.Value.Where(c => c.SignedUpOn <= through);
}
