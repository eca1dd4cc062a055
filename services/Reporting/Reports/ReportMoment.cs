using System.Data;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Reporting.Reports;

/// <summary>All that a report reads is as at one moment, its long tables too, which are read while it is written.</summary>
internal sealed class ReportMoment : IAsyncDisposable
{
    private ReportMoment(NpgsqlConnection connection, NpgsqlTransaction transaction, string institution) =>
        (Connection, Transaction, Institution) = (connection, transaction, institution);

    public NpgsqlConnection Connection { get; }

    public NpgsqlTransaction Transaction { get; }

    /// <summary>Who reads.</summary>
    public string Institution { get; }

    public static async Task<ReportMoment> Begin(HttpContext http, NpgsqlDataSource database)
    {
        var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return new ReportMoment(connection, await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, http.RequestAborted), Caller.Of(http.User).Institution);
    }

    public async ValueTask DisposeAsync()
    {
        await Transaction.DisposeAsync();
        await Connection.DisposeAsync();
    }
}
