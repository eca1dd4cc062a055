using Dapper;
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
    public static readonly string[] Readers = Roles.Readers;

    /// <summary>SQL: the agreements that <c>@institution</c> is a party to, as <c>line.agreement in {Own}</c>.</summary>
    public const string Own = "(select agreement from interventions.agreement_party where institution = @institution)";

    private const string AllOwn = $"select agreement from {Own} as own order by agreement";

    /// <summary>The agreements that an institution is a party to, by their codes.</summary>
    public static async Task<IReadOnlyList<string>> OfParty(NpgsqlConnection connection, string institution) =>
        (await connection.QueryAsync<string>(AllOwn, new { institution })).AsList();

    public static async Task<Shown<T>> Read<T>(
        HttpContext http, NpgsqlDataSource database, string reference, Func<NpgsqlConnection, Agreement, Task<Shown<T>>> query)
    {
        await using var connection = await database.OpenConnectionAsync(http.RequestAborted);
        return await AgreementStore.Load(connection, null, reference, Caller.Of(http.User).Institution) is { } agreement
            ? await query(connection, agreement)
            : Refusal.NotFound("agreement");
    }

    /// <summary>One writer of an agreement at a time: its committees, meetings, actions and documents are numbered without gaps.</summary>
    /// <param name="body">The bound body; for a file, its bytes.</param>
    public static Task<Written<TAnswer>> Write<TAnswer>(
        HttpContext http, HttpWrites writes, string reference, object body, Func<NpgsqlTransaction, Agreement, Task<Decision<TAnswer>>> command)
        where TAnswer : Answer, IDescribedAnswer =>
        writes.Run<TAnswer>(http, body, async transaction =>
        {
            if (await AgreementStore.Load(transaction.Connection!, transaction, reference, Caller.Of(http.User).Institution) is not { } agreement)
            {
                return Refusal.NotFound("agreement");
            }

            await AgreementStore.LockForLines(transaction, reference);
            return await command(transaction, agreement);
        });
}
