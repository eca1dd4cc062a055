using Dapper;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Interventions.Committees.Domain;
using HourExchange.Interventions.Committees.Keeping;
using HourExchange.Interventions.Institutions.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Committees.Changing;

/// <summary>What a committee has been made of since it was formed.</summary>
public static class CompositionsEndpoint
{
    private const string Exists = "select exists (select from interventions.committee where id = @id and agreement = @reference)";

    private const string Compositions = """
        select revision, effective_from, changed_by_institution, changed_by, changed_at from interventions.committee_composition
        where committee = @id and revision > @After order by revision limit @Take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements/{reference}/committees/{id:guid}/compositions",
            (string reference, Guid id, int? after, int? limit, HttpContext http, NpgsqlDataSource database) =>
                AgreementAccess.Read(http, database, reference, (connection, _) => Read(connection, reference, id, after, limit)))
            .For(AgreementAccess.Readers).WithName("listCompositions");

    private static async Task<Shown<CompositionPage>> Read(NpgsqlConnection connection, string reference, Guid id, int? after, int? limit)
    {
        if (Page.Read<int?>(after ?? 0, limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        if (!await connection.ExecuteScalarAsync<bool>(Exists, new { id, reference }))
        {
            return Refusal.NotFound("committee");
        }

        var taken = (await connection.QueryAsync<CompositionRow>(Compositions, new { id, page.After, page.Take })).AsList();
        var (rows, next) = page.Cut(taken, composition => composition.Revision);
        var parts = await CommitteeParts.Find(connection, null, [.. rows.Select(row => (id, row.Revision))]);
        return new CompositionPage([.. rows.Select(row => new CompositionView(
            row.Revision, row.EffectiveFrom, parts.Seats(id, row.Revision), parts.People(id, row.Revision, "member"), parts.People(id, row.Revision, "invitee"),
            parts.People(id, row.Revision, "resource"), row.ChangedByInstitution, row.ChangedBy, row.ChangedAt))], next);
    }

    private sealed record CompositionRow(int Revision, DateOnly? EffectiveFrom, string ChangedByInstitution, string ChangedBy, DateTime ChangedAt);
}

/// <summary>A page of a committee's compositions.</summary>
/// <param name="Compositions">In the order in which they were said. Of those that have begun on a day the last one holds.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record CompositionPage(IReadOnlyList<CompositionView> Compositions, int? Next);

/// <summary>What a committee is made of from a day on.</summary>
/// <param name="Revision">1: as it was formed.</param>
/// <param name="EffectiveFrom">The first day; null: from the beginning.</param>
/// <param name="Seats">Who has how many seats.</param>
/// <param name="Members">Hold a seat of their institution.</param>
/// <param name="Invitees">Take part without a seat.</param>
/// <param name="ResourcePersons">Whom a thematic group asks.</param>
/// <param name="Institution">Whose management said so.</param>
/// <param name="Subject">Who said so, by pseudonym.</param>
/// <param name="ChangedAt">When; UTC.</param>
public sealed record CompositionView(
    int Revision, DateOnly? EffectiveFrom, IReadOnlyList<SeatRule> Seats, IReadOnlyList<PersonCode> Members, IReadOnlyList<PersonCode> Invitees,
    IReadOnlyList<PersonCode> ResourcePersons, string Institution, string Subject, DateTime ChangedAt);
