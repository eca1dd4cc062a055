using Dapper;
using Npgsql;

namespace HourExchange.Identity.Memberships;

/// <summary>In which institutions a person has which roles.</summary>
public sealed class MembershipQuery(NpgsqlDataSource database)
{
    public async Task<IReadOnlyList<Membership>> Of(string person, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return (await connection.QueryAsync<Membership>(
            "select id, institution, role from identity.membership where person = @person order by institution collate \"C\", role collate \"C\"", new { person })).AsList();
    }

    /// <returns>Null where the person has it no more.</returns>
    public async Task<Membership?> Read(Guid id, string person, CancellationToken stopping)
    {
        await using var connection = await database.OpenConnectionAsync(stopping);
        return await connection.QuerySingleOrDefaultAsync<Membership>(
            "select id, institution, role from identity.membership where id = @id and person = @person", new { id, person });
    }
}

/// <param name="Institution">Its code; <c>*</c> for an operator.</param>
public sealed record Membership(Guid Id, string Institution, string Role);
