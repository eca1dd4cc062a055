using System.Text;
using Dapper;

namespace HourExchange.Tests.Kit;

/// <summary>Searches every table of the three databases, whatever the columns are.</summary>
internal static class EveryTable
{
    private const string Tables = """
        select quote_ident(table_schema) || '.' || quote_ident(table_name) from information_schema.tables
        where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema') order by 1
        """;

    /// <returns>The tables in which one of the words stands, in any case, as text or as the bytes of a text.</returns>
    public static async Task<IReadOnlyList<string>> With(House house, params string[] words)
    {
        var patterns = words.SelectMany(word => new[] { word, Convert.ToHexString(Encoding.UTF8.GetBytes(word)) }).Select(word => $"%{word}%").ToArray();
        var found = new List<string>();
        foreach (var host in House.Hosts)
        {
            await using var connection = await house.OwnerDatabase(host).OpenConnectionAsync();
            var tables = (await connection.QueryAsync<string>(Tables)).ToList();
            Assert.Contains("plumbing.outbox", tables);
            foreach (var table in tables)
            {
                // A row as text quotes quotation marks, but changes no letter.
                if (await connection.ExecuteScalarAsync<bool>($"select exists (select from {table} as t where t::text ilike any (@patterns))", new { patterns }))
                {
                    found.Add(table);
                }
            }
        }

        return found;
    }
}
