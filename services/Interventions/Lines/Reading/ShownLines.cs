using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Lines.Domain;
using HourExchange.Interventions.Lines.Keeping;
using Npgsql;

namespace HourExchange.Interventions.Lines.Reading;

/// <summary>Lines as somebody sees them, by the terms of their agreements.</summary>
internal static class ShownLines
{
    /// <param name="lines">That the actor's institution can see.</param>
    public static async Task<IReadOnlyList<InterventionView>> Of(
        NpgsqlConnection connection, NpgsqlTransaction? transaction, IReadOnlyList<Line> lines, Actor actor)
    {
        var agreements = new Dictionary<string, Agreement>(StringComparer.Ordinal);
        foreach (var agreement in lines.Select(line => line.Agreement).Distinct())
        {
            agreements.Add(agreement, (await AgreementStore.Load(connection, transaction, agreement, actor.Institution))!);
        }

        return [.. lines.Select(line => new InterventionView(line, actor, agreements[line.Agreement]))];
    }

    public static async Task<InterventionView?> Find(NpgsqlConnection connection, NpgsqlTransaction? transaction, Guid id, Actor actor) =>
        await LineQuery.Find(connection, transaction, id, actor.Institution) is { } line ? (await Of(connection, transaction, [line], actor))[0] : null;
}
