using Dapper;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using Npgsql;

namespace HourExchange.Interventions.Waiting;

/// <summary>What waits for an institution's management: consents it owes, actions it is late with, deadlines that come near.</summary>
internal static class WaitingForManagement
{
    private const string Consents = $"""
        select layer.agreement, layer.version, layer.effective_from as date
        from interventions.agreement_layer as layer
        where layer.agreement in {AgreementAccess.Own} and layer.in_force_since is null and layer.withdrawn_at is null
            and not exists (select from interventions.layer_consent as consent where consent.agreement = layer.agreement
                            and consent.version = layer.version and consent.institution = @institution)
        order by layer.effective_from, layer.agreement, layer.version
        """;

    private const string Overdue = """
        select planned.id, planned.agreement, planned.number, planned.text, planned.due_on as date
        from interventions.action as planned cross join lateral (
            select state from interventions.action_state where action_state.action = planned.id order by revision desc limit 1) as latest
        where planned.responsible = @institution and planned.due_on < @today and latest.state = 'open'
        order by planned.due_on, planned.agreement, planned.number
        """;

    /// <param name="limit">Items of each kind.</param>
    public static async Task<IReadOnlyList<WaitingKind>> Read(NpgsqlConnection connection, string institution, int limit, DateOnly today)
    {
        var consents = await connection.QueryAsync<LayerRow>(Consents, new { institution });
        var actions = await connection.QueryAsync<ActionRow>(Overdue, new { institution, today });
        return
        [
            Kind("consents-to-give", consents.Select(layer => layer.ToItem()), limit),
            Kind("overdue-actions", actions.Select(action => action.ToItem()), limit),
            Kind("deadlines-near", await Deadlines(connection, institution, today), limit),
        ];
    }

    private static WaitingKind Kind(string kind, IEnumerable<WaitingItem> items, int limit)
    {
        var all = items.ToList();
        return new WaitingKind(kind, all.Count, [.. all.Take(limit)]);
    }

    /// <summary>The last day for a notice, and the agreement's end once it is set. A term that is renewed tacitly asks nothing of anybody.</summary>
    private static async Task<IEnumerable<WaitingItem>> Deadlines(NpgsqlConnection connection, string institution, DateOnly today)
    {
        var items = new List<WaitingItem>();
        foreach (var agreement in await AgreementStore.LoadAll(connection, null, [.. await AgreementAccess.OfParty(connection, institution)]))
        {
            var reference = agreement.Ref;
            if (agreement.LastTermsAt(today) is { } terms)
            {
                items.AddRange(AgreementDeadlines.Of(terms, agreement.EndsOn(today), today)
                    .Where(deadline => deadline is { Kind: "notice" or "agreement-end", Alert: true, DaysLeft: >= 0 })
                    .Select(deadline => new WaitingItem(reference, $"/api/v1/agreements/{reference}/deadlines?on={today:yyyy-MM-dd}", deadline.DueOn, deadline.Kind)));
            }
        }

        return items.OrderBy(item => item.Date);
    }

    private sealed record LayerRow(string Agreement, int Version, DateOnly Date)
    {
        public WaitingItem ToItem() => new(Agreement, $"/api/v1/agreements/{Agreement}", Date, $"version {Version}");
    }

    private sealed record ActionRow(Guid Id, string Agreement, int Number, string Text, DateOnly Date)
    {
        public WaitingItem ToItem() => new(Agreement, $"/api/v1/agreements/{Agreement}/actions?after={Number - 1}&limit=1", Date, Text, Id);
    }
}
