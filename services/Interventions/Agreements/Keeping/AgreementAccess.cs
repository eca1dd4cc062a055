using HourExchange.Contracts.Access;
using HourExchange.Interventions.Agreements.Domain;
using HourExchange.Plumbing;
using HourExchange.Plumbing.Http;
using HourExchange.Plumbing.Security;
using Npgsql;

namespace HourExchange.Interventions.Agreements.Keeping;

/// <summary>Reading and writing what belongs to an agreement: who is no party to it cannot learn that it exists.</summary>
internal static class AgreementAccess
{
    public static readonly string[] Readers = [Roles.Registrar, Roles.Approver, Roles.Finance, Roles.Management, Roles.Auditor];

    public static async Task<IResult> Read(
        HttpContext http, NpgsqlDataSource database, string reference, Func<NpgsqlConnection, Agreement, Task<IResult>> query)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await AgreementStore.Load(connection, null, reference, Caller.Of(http.User).Institution) is { } agreement
            ? await query(connection, agreement)
            : Problem.From(Refusal.NotFound("agreement"));
    }

    /// <summary>One writer of an agreement at a time: its committees, meetings, actions and documents are numbered without gaps.</summary>
    /// <param name="body">The bound body; for a file, its bytes.</param>
    public static Task<IResult> Write(
        HttpContext http, HttpWrites writes, string reference, object body, Func<NpgsqlTransaction, Agreement, Task<Decision<Answer>>> command) =>
        writes.Run(http, body, async transaction =>
        {
            if (await AgreementStore.Load(transaction.Connection!, transaction, reference, Caller.Of(http.User).Institution) is not { } agreement)
            {
                return Refusal.NotFound("agreement");
            }

            await AgreementStore.LockForLines(transaction, reference);
            return await command(transaction, agreement);
        });
}
