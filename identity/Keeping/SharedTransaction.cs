using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace HourExchange.Identity.Keeping;

/// <summary>What the packages' tables and our own are told together is one transaction.</summary>
internal static class SharedTransaction
{
    /// <summary>From here on the context of this request writes within it.</summary>
    public static async Task Join(this IdentityTables tables, NpgsqlTransaction transaction)
    {
        tables.Database.SetDbConnection(transaction.Connection);
        await tables.Database.UseTransactionAsync(transaction);
    }
}
