using System.Globalization;
using HourExchange.Client;
using HourExchange.Client.Ledger;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using HourExchange.Words;
using Microsoft.AspNetCore.WebUtilities;

namespace HourExchange.Portal.Accounts.YearEnds;

/// <summary>
/// Ended years without a posting that come before the year to close: a convention is often older than its accounts, and years close in order. Each is drafted,
/// signed, closed and countersigned as any other; whoever comes here does at once what is theirs to do, year after year.
/// </summary>
public static class EmptyYearsEndpoint
{
    private const string Path = AccountPaths.List + "/{book}/annees-sans-heures";

    private const string Advance = "avancer";

    /// <summary>That the reader has seen that there is nothing in them.</summary>
    public const string Read = "vu";

    private const string Draft = "draft";

    // What is behind first: a year that only waits for its countersignature is not waited for.
    private static readonly string[] Acts = ["countersign", "close", "sign", Draft];

    /// <summary>Of one click: twelve years at least, of five steps each.</summary>
    private const int StepLimit = 60;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(Path, (string book, HttpContext http, CancellationToken _) => Show(http, book, null)).For(Roles.Readers);
        routes.MapPost(Path, Run).For(Roles.Finance).Form().TakesLong();
    }

    private static async Task<IResult> Run(string book, IFormCollection form, HttpContext http, House house)
    {
        if (form[Read].ToString().Length == 0)
        {
            var faults = new Faults(form);
            faults.Add(Read, Wording.Of("Portal", PageLanguage.Of(http.Request))["EmptyYears.read.tick"]);
            return await TypedForm.Back(http, Advance, faults, Back);
        }

        var taken = Acts.ToDictionary(act => act, _ => 0);
        for (var steps = 0; ; steps++)
        {
            if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand))
            {
                return away;
            }

            // Who has just signed one year does not begin the next one by the same click: whoever drafts cannot sign, and an office may have one person.
            if (steps == StepLimit || NextStep(atHand.Empty) is not var (year, act) || (act == Draft && taken.Any(one => one.Key != Draft && one.Value > 0)))
            {
                return Results.Redirect(QueryHelpers.AddQueryString(
                    AccountPaths.EmptyYears(book), taken.Where(one => one.Value > 0).Select(one => KeyValuePair.Create(one.Key, (string?)one.Value.ToString(CultureInfo.InvariantCulture)))));
            }

            taken[act]++;
            var step = new Step(house, book, year, FormGuard.KeyOf(form, $"{year}-{act}"));
            var refused = act switch
            {
                Draft => await step.Do(http, (client, stopping) => client.DraftStatementAsync(book, year, new DraftRequest(), step.Key, stopping), Back),
                "close" => await step.Do(http, (client, stopping) => client.CloseYearAsync(book, year, step.Key, stopping), Back),
                _ => await step.Sign(http, act, Back),
            };
            if (refused is not null)
            {
                return refused;
            }
        }

        Task<IResult> Back(TypedForm typed, int status) => Show(http, book, typed, status);
    }

    /// <summary>The first that is this person's to do, in the order of the years; a draft that waits for signatures is not made anew.</summary>
    private static (string Year, string Act)? NextStep(IReadOnlyList<YearView> years)
    {
        foreach (var year in years)
        {
            if (Acts.FirstOrDefault(act => year.Acts.Contains(act) && (act != Draft || year.State == "open")) is { } act)
            {
                return (year.Year, act);
            }
        }

        return null;
    }

    private static async Task<IResult> Show(HttpContext http, string book, TypedForm? typed, int status = StatusCodes.Status200OK)
    {
        if ((await BookAtHand.Of(http, book)).IsRefused(out var away, out var atHand))
        {
            return away;
        }

        var house = http.RequestServices.GetRequiredService<House>();
        var statements = await Task.WhenAll(atHand.Empty.Where(year => year.State != "open").Take(StepLimit).Select(
            year => house.Ledger((client, stopping) => client.GetStatementAsync(book, year.Year, take: 0, cancellationToken: stopping))));
        // What has just been done, in the order of the steps.
        var done = status != StatusCodes.Status200OK ? [] : Acts.Reverse()
            .Select(act => (Act: act, Count: int.TryParse(http.Request.Query[act], NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : 0)).Where(one => one.Count > 0).ToList();
        return new Rendered<EmptyYearsPage>(
            new EmptyYearsModel(atHand, statements.Select(asked => asked.Value).OfType<StatementView>().ToDictionary(one => one.Year, StringComparer.Ordinal), NextStep(atHand.Empty), done, typed), status);
    }

    /// <summary>What is done with one year; nothing where it went well, else the page with the reason.</summary>
    private sealed record Step(House House, string Book, string Year, string? Key)
    {
        public async Task<IResult?> Do<T>(HttpContext http, Func<LedgerClient, CancellationToken, Task<Reply<T>>> ask, Func<TypedForm, int, Task<IResult>> back) where T : class
        {
            var asked = await House.Ledger(ask);
            return asked.Value is null ? await TypedForm.Refused(http, Advance, asked, back) : null;
        }

        /// <summary>What is signed here is a statement without a posting, and no other.</summary>
        public async Task<IResult?> Sign(HttpContext http, string act, Func<TypedForm, int, Task<IResult>> back)
        {
            var read = await House.Ledger((client, stopping) => client.GetStatementAsync(Book, Year, take: 0, cancellationToken: stopping));
            return read.Value is not { } statement ? await TypedForm.Refused(http, Advance, read, back)
                : statement is { LineCount: 0, Content.Rows.Count: 0 } && (act == "sign" ? statement.Hash : statement.Root) is { } hash
                    ? await Do(http, (client, stopping) => client.SignStatementAsync(Book, Year, new SignRequest { Hash = hash }, Key, stopping), back)
                : Results.Redirect(AccountPaths.YearEnd(Book, Year));
        }
    }
}

/// <param name="Statements">Of years that are being ended, by year.</param>
/// <param name="Next">What is the reader's to do first; null: nothing.</param>
/// <param name="Done">What has just been done, and how often.</param>
public sealed record EmptyYearsModel(BookAtHand Book, IReadOnlyDictionary<string, StatementView> Statements, (string Year, string Act)? Next, IReadOnlyList<(string Act, int Count)> Done, TypedForm? Typed);
