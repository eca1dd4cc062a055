using Npgsql;

namespace HourExchange.Plumbing.Database;

/// <summary>Faults of the moment, worth another try: no connection, a deadlock lost, a server that restarts. Anything else is not.</summary>
public static class TransientFault
{
    public static bool Is(Exception exception) => exception switch
    {
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
