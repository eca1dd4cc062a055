using Dapper;
using Npgsql;

namespace HourExchange.Identity.Invitations.Inviting;

/// <summary>
/// The first operator: nobody is there to invite, and no password is given out with a program. A link is printed where the program is deployed, good
/// for a day, once; printed again, the one before opens nothing any more. Once there is an operator no link is printed.
/// </summary>
public static class FirstOperator
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    private const string IsThere = "select exists (select from identity.membership where role = 'operator')";

    private const string Withdraw = "update identity.invitation set withdrawn_at = now() where role = 'operator' and mail is null and accepted_at is null and withdrawn_at is null";

    private const string Insert = """
        insert into identity.invitation (id, token_hash, institution, role, language, expires_at)
        values (@id, @hash, '*', 'operator', 'fr', now() + @Lifetime)
        """;

    /// <param name="address">As browsers see this program.</param>
    /// <returns>0, or 1 where an operator is there.</returns>
    public static async Task<int> Print(NpgsqlDataSource database, TextWriter output, string address)
    {
        await using var connection = await database.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (await connection.ExecuteScalarAsync<bool>(IsThere, transaction: transaction))
        {
            await output.WriteLineAsync("There is an operator, who invites the others.");
            return 1;
        }

        var token = InvitationLink.NewToken();
        await connection.ExecuteAsync(Withdraw, transaction: transaction);
        await connection.ExecuteAsync(Insert, new { id = Guid.CreateVersion7(), hash = InvitationLink.HashOf(token), Lifetime }, transaction);
        await transaction.CommitAsync();
        await output.WriteLineAsync(address.TrimEnd('/') + InvitationLink.To(token));
        return 0;
    }
}
