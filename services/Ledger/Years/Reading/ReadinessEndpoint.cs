using System.Data;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Books.Posting;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Drafting;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>
/// What is known to stand in the way of drafting a year's statement. It asks nobody and changes nothing: of the lines it says
/// what the ledger knows, and what Interventions said when it was last asked; drafting asks it again.
/// </summary>
public static class ReadinessEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/books/{book}/years/{year}/readiness", Read).For(BookAccess.Readers).WithName("getReadiness");

    private static async Task<Shown<YearReadiness>> Read(
        string book, string year, HttpContext http, NpgsqlDataSource database, QueueOf<InterventionConfirmed> queue, TimeProvider clock)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        if ((await BookAccess.Find(connection, book, Caller.Of(http.User).Institution)).IsRefused(out var unknown, out _))
        {
            return unknown;
        }

        // One moment for all statements.
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted);
        return await AgreementQuery.Find(connection, book, moment) is { } agreement && agreement.Find(year) is { } span
            ? await Foresee(moment, book, span, agreement, queue.Queue.Name, clock.Today())
            : Refusal.NotFound("year");
    }

    [ForeseesRefusals]
    private static async Task<YearReadiness> Foresee(
        NpgsqlTransaction moment, string book, YearSpan span, AgreementYears agreement, string consumer, DateOnly today)
    {
        var connection = moment.Connection!;
        var draft = new DraftForesight(
            span, span.IsLast ? null : agreement.After(span.Label), agreement, await YearStore.Read(connection, book, moment),
            await FiguresQuery.Read(connection, book, span, moment));
        var asked = await LastAnswer.Read(moment, book, span.Label);
        var early = await WaitingRevisions.LinesOf(moment, consumer, book, span, YearReadiness.LineLimit);
        var contested = await ContestedLines.Read(moment, book, span.Label, asked.Answer?.Disputed ?? []);
        var posted = await PostedLines.Count(moment, book, span);
        var reasons = draft.Check(asked.Answer, [.. asked.StillUnposted.Union(early).Take(YearReadiness.LineLimit)], contested, posted, today);
        return new YearReadiness(
            book, span.Label, draft.State, reasons.Count == 0, [.. reasons.Select(DraftBlock.Of)], asked.AskedAt, asked.AnsweredAt, asked.Answer?.OpenCount,
            asked.Answer is { } answer ? (answer.Confirmed, answer.ConfirmedHash) == posted : null, await StatementStore.FindWithdrawn(moment, book, span.Label));
    }
}

/// <summary>Whether a year's statement can be drafted, as far as the ledger knows.</summary>
/// <param name="Book">Code of the agreement.</param>
/// <param name="Year">Its label.</param>
/// <param name="State">Where the year stands.</param>
/// <param name="Ready">Nothing is known to stand in the way. A draft asks Interventions, and may still be refused.</param>
/// <param name="Blocks">What stands in the way, each reason once.</param>
/// <param name="AskedAt">When Interventions was last asked about the year, by a draft; UTC, null where nothing is kept.</param>
/// <param name="AnsweredAt">When the last answer came, by which disputed and open lines are told; UTC, null where nothing is kept.</param>
/// <param name="OpenLines">How many lines were requested, approved or delivered then: they do not stand in the way. Null without an answer.</param>
/// <param name="CountedAlike">
/// Whether the lines that were confirmed then are those that stand in the book now; where not, something was posted since or is
/// still to be. Null without an answer.
/// </param>
/// <param name="Withdrawn">What became of the last draft, where it was taken back and no other was made; else null.</param>
public sealed record YearReadiness(
    string Book, string Year, [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State, bool Ready, IReadOnlyList<DraftBlock> Blocks,
    DateTime? AskedAt, DateTime? AnsweredAt, int? OpenLines, bool? CountedAlike, WithdrawnDraft? Withdrawn)
{
    internal const int LineLimit = 1_000;
}

/// <summary>A reason for which a draft would be refused.</summary>
/// <param name="Code">With which it would be.</param>
/// <param name="Detail">The reason, for a developer.</param>
/// <param name="Year">Of <c>earlier-year-open</c>: the label of the year that is not closed; else null.</param>
/// <param name="Lines">Of <c>lines-disputed</c> and <c>lines-unposted</c>: their identifiers, at most 1000.</param>
/// <param name="Count">How many such lines there are.</param>
/// <param name="Posted">Of <c>lines-disputed</c>: those of the lines that are posted, which a draft counts as contested.</param>
public sealed record DraftBlock(
    [property: KnownValues(
        "year-running", "earlier-year-open", "year-signed", "lines-disputed", "lines-unposted", "balance-too-large", "settlement-tariff-missing")] string Code,
    string Detail, string? Year, IReadOnlyList<Guid> Lines, int Count, IReadOnlyList<Guid> Posted)
{
    internal static DraftBlock Of(Refusal refusal) => new(
        refusal.Code, refusal.Message, refusal.Extensions.GetValueOrDefault("year") as string,
        refusal.Extensions.GetValueOrDefault("lines") as IReadOnlyList<Guid> ?? [], refusal.Extensions.GetValueOrDefault("count") as int? ?? 0,
        refusal.Extensions.GetValueOrDefault("posted") as IReadOnlyList<Guid> ?? []);
}
