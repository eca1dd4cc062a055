using HourExchange.Contracts.Access;
using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Ledger.Years.Drafting;

/// <summary>
/// Finance drafts a year's statement. Interventions is asked first where the year's lines stand; drafting needs equality
/// with what is posted. A draft that nobody has signed is replaced. The answer is waited for 20 s, or as long as <c>Prefer: wait</c> says.
/// </summary>
public static class DraftEndpoint
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/api/v1/books/{book}/years/{year}/statement", Draft).For(Roles.Finance).WithName("draftStatement");

    private static async Task<Written<Made<DraftedStatement>>> Draft(
        string book, string year, DraftRequest request, HttpContext http, HttpWrites writes, NpgsqlDataSource database, YearQuestions questions,
        DraftStatement draft, TimeProvider clock)
    {
        var caller = Caller.Of(http.User);
        if ((request.ExcludedDisputed?.Count ?? 0) + (request.CountedDisputed?.Count ?? 0) > DraftRequest.Limit)
        {
            return Refusal.Malformed("too-many-lines", $"At most {DraftRequest.Limit} lines are named.");
        }

        var found = await FindYear(database, book, year, caller, clock.Today(), http.RequestAborted);
        if (found.IsRefused(out var refusal, out var span))
        {
            return await Refused(refusal);
        }

        if (await questions.Ask(book, span, Preference.Wait(http.Request) is { } wait && wait < YearQuestions.Patience ? wait : YearQuestions.Patience, http.RequestAborted) is not { } answer)
        {
            return await Refused(Refusal.Conflict("year-end-unanswered", "Interventions has not said yet where the year's lines stand: draft again in a moment."));
        }

        return await writes.Run(http, request, transaction => draft.Run(transaction, book, year, answer, request.Named, caller));

        // A request that comes again gets the answer that was kept, whatever has become of the year since.
        Task<Written<Made<DraftedStatement>>> Refused(Refusal why) => writes.Run(http, request, _ => Task.FromResult<Decision<Made<DraftedStatement>>>(why));
    }

    private static async Task<Decision<YearSpan>> FindYear(
        NpgsqlDataSource database, string book, string year, Caller caller, DateOnly today, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        if ((await BookAccess.Find(connection, book, caller.Institution)).IsRefused(out var unknown, out _))
        {
            return unknown;
        }

        var agreement = await AgreementQuery.Find(connection, book);
        if (agreement?.Find(year) is not { } span)
        {
            return Refusal.NotFound("year");
        }

        // Nobody is asked about a year whose turn it is not. It is looked at again under the book's lock.
        return DraftRules.CheckOrder(span, agreement, await YearStore.Read(connection, book), today) is { } refusal ? refusal : span;
    }
}

/// <summary>What is asked of a draft.</summary>
/// <param name="ExcludedDisputed">Every disputed line of the year that is not posted and that the statement leaves out; none by default.</param>
/// <param name="CountedDisputed">Every disputed line of the year that is posted: the statement counts it, and says that it is contested; none by default.</param>
public sealed record DraftRequest(IReadOnlyList<Guid>? ExcludedDisputed = null, IReadOnlyList<Guid>? CountedDisputed = null)
{
    public const int Limit = 1_000;

    internal NamedDisputes Named => new([.. (ExcludedDisputed ?? []).Distinct()], [.. (CountedDisputed ?? []).Distinct()]);
}

/// <summary>A statement that waits for signatures.</summary>
/// <param name="Statement">Its identifier.</param>
/// <param name="State">Where the year stands now.</param>
/// <param name="Hash">SHA-256 of the content's text: what is signed.</param>
/// <param name="Content">What is signed; its text, byte for byte, is <c>signedText</c> of the statement.</param>
public sealed record DraftedStatement(Guid Statement, [property: KnownValues(typeof(YearState), nameof(YearState.All))] string State, string Hash, StatementContent Content);
