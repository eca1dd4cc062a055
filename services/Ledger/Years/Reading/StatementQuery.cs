using HourExchange.Ledger.Books.Domain;
using HourExchange.Ledger.Books.Keeping;
using HourExchange.Ledger.Settlements.Reading;
using HourExchange.Ledger.Years.Domain;
using HourExchange.Ledger.Years.Keeping;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Ledger.Years.Reading;

/// <summary>Reads a year's statement, all as at one moment.</summary>
internal static class StatementQuery
{
    /// <param name="moment">Of which all is read, the lines as they are taken.</param>
    /// <returns>404 where the agreement has no such year, or the statement no such edition.</returns>
    public static async Task<Decision<StatementView>> Find(NpgsqlTransaction moment, string book, string year, int? edition, Caller caller)
    {
        var connection = moment.Connection!;
        if ((await AgreementQuery.Find(connection, book, moment))?.Find(year) is not { } span)
        {
            return Refusal.NotFound("year");
        }

        var stored = await StatementStore.Find(connection, book, year, edition, moment);
        if (stored is null && edition is not null)
        {
            return Refusal.NotFound("statement");
        }

        // A year that was reopened and is not drafted anew shows what it comes to so far; the former edition is asked for by number.
        stored = stored is { ReopenedAt: not null } && edition is null ? null : stored;
        var signatures = stored is null ? [] : await StatementStore.ReadSignatures(connection, stored.Id, moment);
        var state = (await YearStore.Read(connection, book, moment)).FirstOrDefault(one => one.Year == year)?.State ?? YearState.Open;
        return new StatementView(
            book, year, span.FirstDay, span.LastDay, stored is { ReopenedAt: not null } ? "reopened" : state, stored?.Id, stored?.Number,
            stored?.Edition, stored?.ContentHash, stored?.Root, stored?.Content,
            [.. signatures.Select(one => new SignatureView(one.Institution, one.Signs, one.Subject, one.Hash, one.SignedAt))],
            [.. (await FiguresQuery.Read(connection, book, span, moment)).Select(one => new FiguresView(
                one.First, one.Second, one.Domain, one.Opening, one.Given, one.Received, one.Late, one.Adjusted, one.Compensated, one.Settled, one.Carried, one.Balance))],
            await YearPostings.CountThem(connection, book, span, moment), YearPostings.Read(connection, book, span, moment),
            await SettlementQuery.ReadYear(connection, book, year, caller, moment));
    }
}
