using Dapper;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Institutions.Domain;
using Npgsql;

namespace HourExchange.Interventions.Committees.Meeting;

/// <summary>Writes who took part in a meeting and what was decided.</summary>
internal static class MeetingParts
{
    private const string Insert = """
        insert into interventions.meeting_participant (meeting, position, institution, code)
        select @id, position, institution, code from unnest(@institutions, @codes) with ordinality as person (institution, code, position);
        insert into interventions.decision (meeting, number, text)
        select @id, number, text from unnest(@texts) with ordinality as decision (text, number)
        """;

    public static Task Add(NpgsqlTransaction transaction, Guid id, IReadOnlyList<PersonCode> participants, IReadOnlyList<DecisionDraft> decisions) =>
        transaction.Connection!.ExecuteAsync(Insert, new
        {
            id,
            institutions = participants.Select(person => person.Institution).ToArray(),
            codes = participants.Select(person => person.Code).ToArray(),
            texts = decisions.Select(decision => decision.Text).ToArray(),
        }, transaction);
}
