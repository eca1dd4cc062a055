namespace HourExchange.Interventions.Lines.Confirming;

/// <summary>Either lines by id, at most 10,000, or all lines of an import.</summary>
public sealed record ConfirmManyRequest(IReadOnlyList<Guid>? Ids = null, Guid? Import = null)
{
    public const int IdLimit = 10_000;
}
