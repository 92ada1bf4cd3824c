namespace RetentionBot.Text;

/// <summary>Where a customer is found in the company's own CRM.</summary>
/// <param name="Template">Address with <c>{id}</c> for the source id; null or empty when there is none.</param>
internal sealed record CustomerLinks(string? Template)
{
    /// <summary>The customer's address; null when no template is set.</summary>
    public string? To(string sourceKey) =>
        string.IsNullOrEmpty(Template) ? null : Template.Replace("{id}", Uri.EscapeDataString(sourceKey), StringComparison.Ordinal);
}
