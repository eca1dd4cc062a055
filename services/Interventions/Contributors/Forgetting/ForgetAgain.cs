using HourExchange.Plumbing.Database;
using HourExchange.Plumbing.Host;
using Npgsql;

namespace HourExchange.Interventions.Contributors.Forgetting;

/// <summary>After a restored backup, whoever was forgotten since it was made is forgotten again (the verb <c>forget-again FILE</c>).</summary>
internal static class ForgetAgain
{
    private const string Subject = "restore";

    /// <returns>The exit code.</returns>
    public static async Task<int> FromFile(string file)
    {
        try
        {
            var entries = File.ReadLines(file).Where(line => line.Length > 0).Select(ForgottenEntry.Read).ToList();
            var url = SecretFiles.OfEnvironment()["Database:Service"]
                ?? throw new InvalidOperationException("The setting Database:Service is missing (environment variable Database__Service).");
            await using var database = DatabaseSetup.Create(url, "interventions");
            await Console.Out.WriteLineAsync($"{await Run(database, entries)} of {entries.Count} forgotten again");
            return 0;
        }
        catch (Exception exception)
        {
            // The last line of defence says in one sentence why the process ends, and ends it with an error.
            await Console.Error.WriteLineAsync($"interventions: {exception.Message}");
            return 1;
        }
    }

    /// <returns>How many the database did not know as forgotten.</returns>
    public static async Task<int> Run(NpgsqlDataSource database, IReadOnlyCollection<ForgottenEntry> entries)
    {
        var again = 0;
        await using var connection = await database.OpenConnectionAsync();
        foreach (var entry in entries)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            if (await ForgetContributor.Run(transaction, entry, Subject, reason: null) is not null)
            {
                again++;
            }

            await transaction.CommitAsync();
        }

        return again;
    }
}
