using Dapper;
using HourExchange.Contracts.Interventions.V1;
using HourExchange.Plumbing.Receiving;
using Npgsql;

namespace HourExchange.Reporting.Projecting;

/// <summary>Learns of agreements and who their parties are: an agreement without postings has a report of zeros.</summary>
internal sealed class NoteAgreements(NpgsqlDataSource database) : IBatchHandler<AgreementTermsChanged>
{
    // The version orders what arrives in any order and any number of times.
    private const string Note = """
        insert into reporting.agreement (ref, parties, version) values (@Agreement, @parties, @Version)
        on conflict (ref) do update set parties = excluded.parties, version = excluded.version where agreement.version < excluded.version
        """;

    public async Task Handle(IReadOnlyList<Received<AgreementTermsChanged>> batch, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        await using var transaction = await connection.BeginTransactionAsync(stopping);
        foreach (var terms in batch.Select(message => message.Content).OrderBy(terms => terms.Agreement, StringComparer.Ordinal))
        {
            await connection.ExecuteAsync(Note, new { terms.Agreement, parties = terms.Parties.ToArray(), terms.Version }, transaction);
        }

        await transaction.CommitAsync(stopping);
    }
}
