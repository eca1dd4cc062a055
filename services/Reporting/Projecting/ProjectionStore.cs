using System.Text.Json;
using HourExchange.Contracts.Ledger.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Database;
using HourExchange.Reporting.Projecting.Domain;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>Reads and writes the projection, under the lock of the books concerned.</summary>
internal static class ProjectionStore
{
    private const string Open = """
        insert into reporting.book (generation, ref)
        select generation.number, given.ref from reporting.generation cross join unnest(@refs) as given (ref)
        where left_at is null order by 1, 2
        on conflict do nothing
        """;

    private const string Lock = "select 1 from reporting.book where ref = any(@refs) order by generation, ref for no key update";

    private const string Read = """
        select generation, ref, applied_number, applied_hash, head_number from reporting.book
        join reporting.generation on generation.number = book.generation and left_at is null
        where ref = any(@refs) order by generation, ref
        """;

    private const string TakeHeld = """
        delete from reporting.held_postings where generation = @Generation and book = @Ref returning body
        """;

    private const string Hold = """
        insert into reporting.held_postings (generation, book, from_number, to_number, body) values (@Generation, @Ref, @from, @to, @body)
        on conflict do nothing
        """;

    // Behind since it last moved: while postings come in nothing is asked for. asked_at is forgotten as soon as it moves on.
    private const string Advance = """
        update reporting.book set
            parties = case when cardinality(@parties) > 0 then @parties else parties end,
            asked_at = case when applied_number < @number then null else asked_at end,
            applied_number = @number, applied_hash = @hash,
            behind_since = case when @behind then (case when applied_number < @number then @now else coalesce(behind_since, @now) end) end
        where generation = @Generation and ref = @Ref
        """;

    private const string Add = """
        insert into reporting.hours (generation, book, year, institution, counterpart, domain, nature, kind, day, minutes, lines)
        select @generation, * from unnest(@books, @years, @institutions, @counterparts, @domains, @natures, @kinds, @days::date[], @minutes, @lines)
        on conflict (generation, book, year, institution, counterpart, domain, nature, kind, day) do update set
            minutes = hours.minutes + excluded.minutes, lines = hours.lines + excluded.lines
        """;

    private const string AddToYears = """
        insert into reporting.year_hours (generation, book, year, institution, counterpart, domain, kind, minutes, lines, first_day, last_day)
        select @generation, book, year, institution, counterpart, domain, kind, sum(minutes), sum(lines), min(day), max(day)
        from unnest(@books, @years, @institutions, @counterparts, @domains, @kinds, @days::date[], @minutes, @lines)
            as given (book, year, institution, counterpart, domain, kind, day, minutes, lines)
        group by book, year, institution, counterpart, domain, kind
        on conflict (generation, book, year, institution, counterpart, domain, kind) do update set
            minutes = year_hours.minutes + excluded.minutes, lines = year_hours.lines + excluded.lines,
            first_day = least(year_hours.first_day, excluded.first_day), last_day = greatest(year_hours.last_day, excluded.last_day)
        """;

    private const string Keep = """
        insert into reporting.posting (generation, book, number, kind, reverses, year, line, credit, debit, domain, minutes, lending_reference,
            receiving_reference, contributor, nature, quantity, unit, taught_minutes, coefficient, terms_version, sourcing, employer_informed, tacit,
            line_date, value_date, posted_at, counts_as, credit_year, debit_year, credit_counterpart)
        select @Generation, @Ref, * from unnest(@numbers, @kinds, @reverses, @years, @lines, @credits, @debits, @domains, @minutes, @lendingReferences,
            @receivingReferences, @contributors, @natures, @quantities, @units, @taught, @coefficients, @termsVersions, @sourcings, @informed, @tacit,
            @lineDates::date[], @valueDates::date[], @postedAt, @countsAs, @creditYears, @debitYears, @creditCounterparts)
        """;

    private const string KindsOf = "select number, kind from reporting.posting where generation = @Generation and book = @Ref and number = any(@numbers)";

    public static async Task<IReadOnlyList<BookRow>> LockBooks(NpgsqlTransaction transaction, IEnumerable<string> books)
    {
        var refs = books.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToArray();
        await HotStatement.Execute(transaction, Open + ";" + Lock, new { refs });
        return await HotStatement.Query<BookRow>(transaction, Read, new { refs });
    }

    public static async Task<IReadOnlyList<HoursPosted>> TakeHeldOf(NpgsqlTransaction transaction, BookRow book) =>
        [.. (await HotStatement.Query<string>(transaction, TakeHeld, new { book.Generation, book.Ref }))
            .Select(body => JsonSerializer.Deserialize<HoursPosted>(body, Wire.Json)!)];

    public static async Task Save(NpgsqlTransaction transaction, BookRow book, BookProgress progress, IReadOnlyList<string> parties, DateTimeOffset now)
    {
        foreach (var held in progress.Held)
        {
            await HotStatement.Execute(transaction, Hold, new { book.Generation, book.Ref, from = held.From, to = held.To, body = JsonSerializer.Serialize(held, Wire.Json) });
        }

        await HotStatement.Execute(transaction, Advance, new
        {
            book.Generation,
            book.Ref,
            parties = parties.ToArray(),
            number = progress.AppliedNumber,
            hash = progress.AppliedHash,
            behind = progress.Held.Count > 0 || book.HeadNumber > progress.AppliedNumber,
            now,
        });
    }

    public static async Task AddHours(NpgsqlTransaction transaction, int generation, IReadOnlyList<(HoursKey Key, Hours Hours)> sums)
    {
        var rows = new
        {
            generation,
            books = sums.Select(sum => sum.Key.Book).ToArray(),
            years = sums.Select(sum => sum.Key.Year).ToArray(),
            institutions = sums.Select(sum => sum.Key.Institution).ToArray(),
            counterparts = sums.Select(sum => sum.Key.Counterpart).ToArray(),
            domains = sums.Select(sum => sum.Key.Domain).ToArray(),
            natures = sums.Select(sum => sum.Key.Nature).ToArray(),
            kinds = sums.Select(sum => sum.Key.Kind).ToArray(),
            days = sums.Select(sum => sum.Key.Day).ToArray(),
            minutes = sums.Select(sum => sum.Hours.Minutes).ToArray(),
            lines = sums.Select(sum => sum.Hours.Lines).ToArray(),
        };
        await HotStatement.Execute(transaction, Add, rows);
        await HotStatement.Execute(transaction, AddToYears, rows);
    }

    /// <param name="reversed">Kinds of the postings that these take back, by number.</param>
    public static Task KeepPostings(NpgsqlTransaction transaction, BookRow book, IReadOnlyList<Posting> postings, IReadOnlyDictionary<long, string> reversed) =>
        HotStatement.Execute(transaction, Keep, new
        {
            book.Generation,
            book.Ref,
            numbers = postings.Select(posting => posting.Number).ToArray(),
            kinds = postings.Select(posting => posting.Kind).ToArray(),
            reverses = postings.Select(posting => posting.Reverses).ToArray(),
            years = postings.Select(posting => posting.Year).ToArray(),
            lines = postings.Select(posting => posting.Line).ToArray(),
            credits = postings.Select(posting => posting.Credit.Institution).ToArray(),
            debits = postings.Select(posting => posting.Debit.Institution).ToArray(),
            domains = postings.Select(posting => posting.Credit.Domain).ToArray(),
            minutes = postings.Select(posting => posting.Minutes).ToArray(),
            lendingReferences = postings.Select(posting => posting.LendingReference).ToArray(),
            receivingReferences = postings.Select(posting => posting.ReceivingReference).ToArray(),
            contributors = postings.Select(posting => posting.Contributor).ToArray(),
            natures = postings.Select(posting => posting.Nature).ToArray(),
            quantities = postings.Select(posting => posting.Quantity).ToArray(),
            units = postings.Select(posting => posting.Unit).ToArray(),
            taught = postings.Select(posting => posting.TaughtMinutes).ToArray(),
            coefficients = postings.Select(posting => posting.CoefficientNumerator is { } numerator ? $"{numerator}/{posting.CoefficientDenominator}" : null).ToArray(),
            termsVersions = postings.Select(posting => posting.TermsVersion).ToArray(),
            sourcings = postings.Select(posting => posting.Sourcing).ToArray(),
            informed = postings.Select(posting => posting.EmployerInformed).ToArray(),
            tacit = postings.Select(posting => posting.Keys.Any(key => key.Tacit)).ToArray(),
            lineDates = postings.Select(posting => posting.LineDate).ToArray(),
            valueDates = postings.Select(posting => posting.ValueDate).ToArray(),
            postedAt = postings.Select(posting => posting.PostedAt).ToArray(),
            countsAs = postings.Select(posting => posting.Reverses is { } number ? reversed[number] : posting.Kind).ToArray(),
            creditYears = postings.Select(posting => posting.Credit.Year).ToArray(),
            debitYears = postings.Select(posting => posting.Debit.Year).ToArray(),
            creditCounterparts = postings.Select(posting => posting.Credit.Counterpart).ToArray(),
        });

    /// <summary>Kinds of the postings that these take back, by number; call before these are kept.</summary>
    /// <returns>Without those that are not kept: the generation is not what the ledger says.</returns>
    public static async Task<IReadOnlyDictionary<long, string>> KindsReversed(NpgsqlTransaction transaction, BookRow book, IReadOnlyList<Posting> postings)
    {
        var numbers = postings.Select(posting => posting.Reverses).OfType<long>().ToArray();
        var kinds = postings.ToDictionary(posting => posting.Number, posting => posting.Kind);
        if (numbers.Any(number => !kinds.ContainsKey(number)))
        {
            foreach (var (number, kind) in await HotStatement.Query<(long, string)>(transaction, KindsOf, new { book.Generation, book.Ref, numbers }))
            {
                kinds[number] = kind;
            }
        }

        return kinds;
    }
}

/// <summary>How far a book is projected in one generation.</summary>
internal sealed record BookRow(int Generation, string Ref, long AppliedNumber, string AppliedHash, long HeadNumber);
