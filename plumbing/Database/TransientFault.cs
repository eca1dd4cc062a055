using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>
/// Faults of the moment, worth another try: no connection, a deadlock lost, a server that restarts, a prepared statement whose
/// table a migration has changed. Anything else is not.
/// </summary>
public static class TransientFault
{
    public static bool Is(Exception exception) => exception switch
    {
        // "cached plan must not change result type": Npgsql prepares the statement anew at the next try. The code alone is any unsupported feature's.
        PostgresException { SqlState: PostgresErrorCodes.FeatureNotSupported, Routine: "RevalidateCachedQuery" } => true,
        PostgresException postgres => postgres.IsTransient
            || postgres.SqlState is PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure
                or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow,
        // Two commands at once on one connection: a fault of ours.
        NpgsqlOperationInProgressException => false,
        NpgsqlException => true,
        TimeoutException => true,
        _ => false,
    };
}
