using HourExchange.Ledger.Settlements.Domain;
using HourExchange.Plumbing;

namespace HourExchange.Ledger.Settlements.Netting;

/// <summary>What is to be netted: either <paramref name="Settlements"/>, or whatever is open in a currency between institutions.</summary>
/// <param name="Settlements">2 to 10,000 ids.</param>
/// <param name="Currency">ISO 4217; with <paramref name="Institutions"/>.</param>
/// <param name="Institutions">2 to 200 codes: every open settlement between two of them.</param>
public sealed record NettingRequest(IReadOnlyList<Guid>? Settlements = null, string? Currency = null, IReadOnlyList<string>? Institutions = null)
{
    internal Refusal? Check()
    {
        if ((Settlements is null) != (Currency is not null) || (Currency is null) != (Institutions is null))
        {
            return Refusal.Invalid("netting-choice-invalid", "Name settlements, or a currency and institutions.");
        }

        return Settlements?.Count > NettingRules.SettlementsLimit || Institutions?.Count > NettingRules.MostInstitutions
            ? NettingRules.TooLarge
            : null;
    }
}
