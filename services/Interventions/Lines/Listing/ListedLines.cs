using Dapper;
using HourExchange.Interventions.Lines.Domain;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>The one condition of lists, and a page of lines found by it.</summary>
internal static class ListedLines
{
    private const string Within = "line.agreement = span.agreement and line.date between span.first_day and span.last_day";

    /// <summary>What narrows a list, each said only where it is asked for: what is not there is neither sent, parsed nor planned.</summary>
    private static readonly (Func<ListFilter, object?> Asked, string Condition)[] Conditions =
    [
        (filter => filter.State, "line.state = @State"),
        (filter => filter.LendingInstitution, "line.lending_institution = @LendingInstitution"),
        (filter => filter.ReceivingInstitution, "line.receiving_institution = @ReceivingInstitution"),
        (filter => filter.Contributor, "line.contributor = @Contributor"),
        (filter => filter.ContributorName, $"(@Caller in (line.lending_institution, line.receiving_institution) and {IsNamed("@ContributorName")})"),
        (filter => filter.Search, $"""
            (case when exists ({Known}) then {IsWhole("line.contributor")} else strpos(lower(line.contributor), lower(@Search)) > 0 end
                or exists (select from interventions.line_reference as referred where referred.intervention = line.id and strpos(lower(referred.reference), lower(@Search)) > 0)
                or (@Caller in (line.lending_institution, line.receiving_institution) and ({Holds("line.title", "@Search")} or (@ReadsNames and {IsNamed("@Search")}))))
            """),
        (filter => filter.Nature, "line.nature = @Nature"),
        (filter => filter.Domain, "line.domain = @Domain"),
        (filter => filter.Import, "line.import = @Import"),
        (filter => filter.Series, "line.series = @Series"),
        (filter => filter.Regime, "line.regime = @Regime"),
        // What was cancelled or declined stands in no ledger, and is not missing there.
        (filter => filter.Posted, "(line.posting_number is not null) = @Posted and line.state not in ('declined', 'cancelled')"),
        (filter => filter.Reference, "line.id = any(array(select intervention from interventions.line_reference where agreement = any(@Agreements) and reference = @Reference))"),
    ];

    /// <summary>On <c>line</c> and <c>span</c>.</summary>
    public static string ConditionOf(ListFilter filter, Actor actor) => string.Join(
        "\n    and ",
        [
            Within,
            .. Conditions.Where(one => one.Asked(filter) is not null).Select(one => one.Condition),
            .. filter.Waiting is { } kind ? new[] { LinesThatWait.ConditionOf(actor.Role, kind) } : [],
        ]);

    // Who types a whole code means that person: HG-01 is not HG-010. It is asked once a list, not once a line.
    private static string Known => $"select from interventions.intervention as known where {IsWhole("known.contributor")} and known.agreement = any(@Agreements)";

    private static string IsWhole(string code) => $"{code} in (@Search, upper(@Search))";

    // Capitals and accents do not matter.
    private static string Plain(string text) => $"regexp_replace(normalize(lower({text}), NFD), '[\u0300-\u036f]', '', 'g')";

    private static string Holds(string text, string part) => $"strpos({Plain(text)}, {Plain(part)}) > 0";

    private static string IsNamed(string part) => $"""
        exists (select from interventions.contributor_person as person
                where person.institution = line.lending_institution and person.code = line.contributor and {Holds("person.name", part)})
        """;

    // Of each agreement no more lines than the page takes, in the order of its index.
    private static string Page(string condition, bool newestFirst)
    {
        var (beyond, way) = newestFirst ? ("<", "desc") : (">", "asc");
        return $"""
            select found.id, found.date
            from unnest(@Agreements, @FirstDays, @LastDays) as span (agreement, first_day, last_day) cross join lateral (
                select line.id, line.date from interventions.intervention as line
                where {condition} and (line.date, line.id) {beyond} (@AfterDate, @AfterId)
                order by line.date {way}, line.id {way} limit @take) as found
            order by found.date {way}, found.id {way} limit @take
            """;
    }

    public static async Task<IReadOnlyList<ListCursor>> Find(
        NpgsqlConnection connection, ListFilter filter, ListScope scope, Actor actor, ListCursor after, bool newestFirst, int take, TimeProvider clock)
    {
        var parameters = Parameters(filter, scope, actor, clock);
        parameters.AddDynamicParams(new { AfterDate = after.Date, AfterId = after.Id, take });
        return [.. (await connection.QueryAsync<PlaceRow>(Page(ConditionOf(filter, actor), newestFirst), parameters)).Select(place => new ListCursor(place.Date, place.Id))];
    }

    public static DynamicParameters Parameters(ListFilter filter, ListScope scope, Actor actor, TimeProvider clock)
    {
        var parameters = LinesThatWait.Parameters(actor, clock);
        parameters.AddDynamicParams(new
        {
            filter.State,
            filter.LendingInstitution,
            filter.ReceivingInstitution,
            filter.Contributor,
            filter.ContributorName,
            filter.Nature,
            filter.Domain,
            filter.Import,
            filter.Series,
            filter.Regime,
            filter.Posted,
            filter.Reference,
            filter.Search,
            ReadsNames = NameReaders.IsIn(actor.Role),
        });
        parameters.AddDynamicParams(new { scope.Agreements, scope.FirstDays, scope.LastDays });
        return parameters;
    }

    private sealed record PlaceRow(Guid Id, DateOnly Date);
}
