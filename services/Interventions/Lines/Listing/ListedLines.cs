using Dapper;
using HourExchange.Interventions.Lines.Domain;
using Npgsql;

namespace HourExchange.Interventions.Lines.Listing;

/// <summary>The one condition of lists, and a page of lines found by it.</summary>
internal static class ListedLines
{
    // A filter that is null folds away when the statement is planned with its values.
    private const string Condition = """
        line.agreement = span.agreement and line.date between span.first_day and span.last_day
            and (@State::text is null or line.state = @State)
            and (@LendingInstitution::text is null or line.lending_institution = @LendingInstitution)
            and (@ReceivingInstitution::text is null or line.receiving_institution = @ReceivingInstitution)
            and (@Contributor::text is null or line.contributor = @Contributor)
            and (@ContributorName::text is null or (@Caller in (line.lending_institution, line.receiving_institution) and exists (
                select from interventions.contributor_person as person
                where person.institution = line.lending_institution and person.code = line.contributor and strpos(
                    regexp_replace(normalize(lower(person.name), NFD), '[\u0300-\u036f]', '', 'g'),
                    regexp_replace(normalize(lower(@ContributorName), NFD), '[\u0300-\u036f]', '', 'g')) > 0)))
            and (@Search::text is null or strpos(lower(line.contributor), lower(@Search)) > 0
                or exists (select from interventions.line_reference as referred where referred.intervention = line.id and strpos(lower(referred.reference), lower(@Search)) > 0)
                or (@Caller in (line.lending_institution, line.receiving_institution) and (
                    strpos(regexp_replace(normalize(lower(line.title), NFD), '[\u0300-\u036f]', '', 'g'), regexp_replace(normalize(lower(@Search), NFD), '[\u0300-\u036f]', '', 'g')) > 0
                    or (@ReadsNames and exists (
                        select from interventions.contributor_person as person
                        where person.institution = line.lending_institution and person.code = line.contributor and strpos(
                            regexp_replace(normalize(lower(person.name), NFD), '[\u0300-\u036f]', '', 'g'),
                            regexp_replace(normalize(lower(@Search), NFD), '[\u0300-\u036f]', '', 'g')) > 0)))))
            and (@Nature::text is null or line.nature = @Nature)
            and (@Domain::text is null or line.domain = @Domain)
            and (@Import::uuid is null or line.import = @Import)
            and (@Series::uuid is null or line.series = @Series)
            and (@Regime::text is null or line.regime = @Regime)
            and (@Posted::boolean is null or (line.posting_number is not null) = @Posted)
            and (@Reference::text is null or line.id = any(array(
                select intervention from interventions.line_reference where agreement = any(@Agreements) and reference = @Reference)))
        """;

    /// <summary>On <c>line</c> and <c>span</c>.</summary>
    public static string ConditionOf(ListFilter filter, Actor actor) =>
        filter.Waiting is { } kind ? $"{Condition} and {LinesThatWait.ConditionOf(actor.Role, kind)}" : Condition;

    // Of each agreement no more lines than the page takes, in the order of its index.
    private static string Page(string condition) => $"""
        select found.id, found.date
        from unnest(@Agreements, @FirstDays, @LastDays) as span (agreement, first_day, last_day) cross join lateral (
            select line.id, line.date from interventions.intervention as line
            where {condition} and (line.date, line.id) > (@AfterDate, @AfterId)
            order by line.date, line.id limit @take) as found
        order by found.date, found.id limit @take
        """;

    public static async Task<IReadOnlyList<ListCursor>> Find(
        NpgsqlConnection connection, ListFilter filter, ListScope scope, Actor actor, ListCursor after, int take, TimeProvider clock)
    {
        var parameters = Parameters(filter, scope, actor, clock);
        parameters.AddDynamicParams(new { AfterDate = after.Date, AfterId = after.Id, take });
        return [.. (await connection.QueryAsync<PlaceRow>(Page(ConditionOf(filter, actor)), parameters)).Select(place => new ListCursor(place.Date, place.Id))];
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
