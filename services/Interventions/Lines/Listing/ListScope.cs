using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Plumbing;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>The agreements that the caller's institution is a party to, as far as they are asked for, and of each the days asked for.</summary>
internal sealed class ListScope
{
    private readonly List<(string Agreement, DateOnly First, DateOnly Last)> _spans = [];

    public string[] Agreements => [.. _spans.Select(span => span.Agreement)];

    public DateOnly[] FirstDays => [.. _spans.Select(span => span.First)];

    public DateOnly[] LastDays => [.. _spans.Select(span => span.Last)];

    /// <returns>Or why the actor may not filter so.</returns>
    public static async Task<Decision<ListScope>> Find(NpgsqlConnection connection, ListFilter filter, Actor actor)
    {
        if (filter.Check(actor.Role) is { } badFilter)
        {
            return badFilter;
        }

        var agreements = await AgreementAccess.OfParty(connection, actor.Institution);
        if (filter.Agreement is { } one)
        {
            if (!agreements.Contains(one, StringComparer.Ordinal))
            {
                return Refusal.NotFound("agreement");
            }

            agreements = [one];
        }

        var scope = new ListScope();
        foreach (var agreement in agreements)
        {
            scope.Add(agreement, filter, filter.Year is null
                ? [(DateOnly.MinValue, DateOnly.MaxValue)]
                : YearLabels.DaysOf((await AgreementStore.Load(connection, null, agreement, actor.Institution))!, filter.Year));
        }

        return scope;
    }

    private void Add(string agreement, ListFilter filter, IEnumerable<(DateOnly First, DateOnly Last)> days)
    {
        foreach (var (first, last) in days)
        {
            var from = filter.From > first ? filter.From.Value : first;
            var to = filter.To < last ? filter.To.Value : last;
            if (from <= to)
            {
                _spans.Add((agreement, from, to));
            }
        }
    }
}
