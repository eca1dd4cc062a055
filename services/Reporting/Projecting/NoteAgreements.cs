using System.Text.Json;
using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Broker;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>Learns of agreements, their parties and their terms on every day: an agreement without postings has a report of zeros.</summary>
internal sealed class NoteAgreements(NpgsqlDataSource database) : IBatchHandler<AgreementTermsChanged>
{
    // What was announced last says what holds; before announcements were counted the version ordered them. The same one again is written
    // again: a rebuild mends what was damaged here.
    private const string Note = """
        insert into reporting.agreement (ref, parties, version, announced, currency, ends_on, timeline)
        values (@Agreement, @parties, @Version, @Announced, @Currency, @EndsOn, @timeline)
        on conflict (ref) do update set parties = excluded.parties, version = excluded.version, announced = excluded.announced,
            currency = excluded.currency, ends_on = excluded.ends_on, timeline = excluded.timeline
        where (agreement.announced, agreement.version) <= (excluded.announced, excluded.version) or agreement.timeline = '[]'
        """;

    public async Task Handle(IReadOnlyList<Received<AgreementTermsChanged>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        await Write(transaction, batch.Select(message => message.Content));
        await transaction.CommitAsync(stopping);
    }

    /// <summary>An agreement stands once, whatever generations there are.</summary>
    internal static async Task Write(NpgsqlTransaction transaction, IEnumerable<AgreementTermsChanged> told)
    {
        foreach (var terms in told.OrderBy(terms => terms.Agreement, StringComparer.Ordinal).ThenBy(terms => terms.Announced))
        {
            await transaction.Connection!.ExecuteAsync(Note, new
            {
                terms.Agreement,
                parties = terms.Parties.ToArray(),
                terms.Version,
                terms.Announced,
                terms.Currency,
                terms.EndsOn,
                timeline = JsonSerializer.Serialize(terms.Timeline ?? [new DatedTerms(terms.EffectiveFrom, terms.Terms)], Wire.Json),
            }, transaction);
        }
    }
}
