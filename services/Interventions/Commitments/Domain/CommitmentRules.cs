using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Text;

namespace HourExchange.Interventions.Commitments.Domain;

/// <summary>What the parties promise each other beside hours ([S1] art. 5, [S2]), and the means they lend in kind ([S1] art. 3).</summary>
public static class CommitmentRules
{
    public static readonly IReadOnlyList<string> Kinds =
        ["joint-event", "cross-listed-course", "recruitment-priority", "research-opening", "placement", "other"];

    private static readonly string KnownKinds = string.Join(", ", Kinds);

    public static readonly IReadOnlyList<string> States = ["planned", "running", "fulfilled", "abandoned"];

    private const int TextLimit = 1000;
    private const int WhatLimit = 500;

    /// <param name="owedBy">Code of the party that owes it; null where all do.</param>
    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? Check(Agreement agreement, string kind, string text, string? domain, string? owedBy)
    {
        if (!Kinds.Contains(kind))
        {
            return Refusal.Invalid("commitment-kind-unknown", $"A commitment is one of {KnownKinds}.");
        }

        if (!Texts.IsWritten(text, TextLimit))
        {
            return Refusal.Invalid("commitment-text-invalid", $"A commitment has 1 to {TextLimit} characters.");
        }

        if (owedBy is not null && !agreement.HasParty(owedBy))
        {
            return Refusal.Invalid("institution-unknown", $"{owedBy} is no party to {agreement.Ref}.");
        }

        return domain is null || agreement.Timeline().Any(period => period.Terms.Content.Domains.ContainsKey(domain))
            ? null
            : Refusal.Invalid("domain-unknown", $"{agreement.Ref} has no domain of that code in force.");
    }

    public static Refusal? CheckState(string state) => States.Contains(state)
        ? null
        : Refusal.Invalid("commitment-state-unknown", "A commitment is planned, running, fulfilled or abandoned.");

    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? CheckRemark(Agreement agreement, string year, string text)
    {
        if (YearLabels.Find(agreement, year) is null)
        {
            return Refusal.Invalid("year-unknown", "A year is written as the agreement begins its years, for instance 2013-2014.");
        }

        return Texts.IsWritten(text, TextLimit) ? null : Refusal.Invalid("remark-invalid", $"A remark has 1 to {TextLimit} characters.");
    }

    /// <returns>The first rule it breaks, or null.</returns>
    public static Refusal? CheckMeans(Agreement agreement, string what, string institution, DateOnly since, DateOnly? until)
    {
        if (!Texts.IsWritten(what, WhatLimit))
        {
            return Refusal.Invalid("means-invalid", $"What is lent is said in 1 to {WhatLimit} characters.");
        }

        if (!agreement.HasParty(institution))
        {
            return Refusal.Invalid("institution-unknown", $"{institution} is no party to {agreement.Ref}.");
        }

        return CalendarDays.IsPlausible(since) && (until is null || (CalendarDays.IsPlausible(until.Value) && until >= since))
            ? null
            : Refusal.Invalid("means-dates-invalid", "Means are lent between 1900 and 2199, and not until before since.");
    }
}
