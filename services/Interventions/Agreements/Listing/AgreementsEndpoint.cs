using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Interventions.Agreements.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using HourExchange.Plumbing.Years;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Listing;

/// <summary>The agreements that the caller's institution is a party to, also those that wait for consents.</summary>
public static class AgreementsEndpoint
{
    private const string Sql = $"""
        select ref, reference, signed from interventions.agreement
        where ref collate "C" > @after and ref in {AgreementAccess.Own} order by ref collate "C" limit @take
        """;

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/api/v1/agreements", Read).For(AgreementAccess.Readers).WithName("listAgreements");

    private static async Task<Shown<AgreementPage>> Read(string? after, int? limit, HttpContext http, NpgsqlDataSource database, TimeProvider clock)
    {
        if (Page.Read(after ?? "", limit).IsRefused(out var refusal, out var page))
        {
            return refusal;
        }

        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        var taken = await HotStatement.Query<Row>(
            connection, null, Sql, new("after", page.After), new("Institution", Caller.Of(http.User).Institution), new("take", page.Take));
        var (rows, next) = page.Cut(taken, row => row.Ref);
        var agreements = await AgreementStore.LoadAll(connection, null, [.. rows.Select(row => row.Ref)]);
        var today = clock.Today();
        return new AgreementPage([.. rows.Zip(agreements, (row, agreement) => row.ToSummary(agreement, today))], next);
    }

    private sealed record Row(string Ref, string Reference, DateOnly Signed)
    {
        public AgreementSummary ToSummary(Agreement agreement, DateOnly today)
        {
            var endsOn = agreement.EndsOn(today);
            var deadlines = agreement.LastTermsAt(today) is { } terms ? AgreementDeadlines.Of(terms, endsOn, today) : [];
            return new AgreementSummary(
                Ref, Reference, agreement.Parties, Signed, agreement.IsInForce ? LayerLife.InForce : LayerLife.Pending, endsOn,
                deadlines.Where(deadline => deadline.DaysLeft >= 0).MinBy(deadline => deadline.DueOn));
        }
    }
}

/// <summary>A page of agreements.</summary>
/// <param name="Agreements">In the order of their codes.</param>
/// <param name="Next">What to send as <c>after</c> for the next page; null on the last.</param>
public sealed record AgreementPage(IReadOnlyList<AgreementSummary> Agreements, string? Next);

/// <summary>An agreement in the list of one of its parties.</summary>
/// <param name="Ref">Its code.</param>
/// <param name="Reference">The deciding reference on paper.</param>
/// <param name="Parties">Codes of the institutions, in the agreement's order.</param>
/// <param name="Signed">Day of signature, from which it holds once it is in force.</param>
/// <param name="State">pending: not every party has consented to what was signed first.</param>
/// <param name="EndsOn">Its last day, which may be past; null while it is renewed tacitly or pending.</param>
/// <param name="NextDeadline">Of notice, term and end the one due next, today included; null where none lies ahead.</param>
public sealed record AgreementSummary(
    string Ref, string Reference, IReadOnlyList<string> Parties, DateOnly Signed, [property: KnownValues(LayerLife.Pending, LayerLife.InForce)] string State,
    DateOnly? EndsOn, Deadline? NextDeadline);
