using Dapper;
using HourExchange.Identity.Keeping;
using Npgsql;
using OpenIddict.Abstractions;

namespace HourExchange.Identity.Tokens;

/// <summary>The portal is a client by settings alone: what they say now holds, whatever stood there before.</summary>
internal sealed class RegisterPortal(IServiceScopeFactory scopes, NpgsqlDataSource database, IdentitySettings settings) : IHostedService
{
    public const string ClientId = "portal";

    // Of two replicas that start at once the second one finds what the first has written.
    private const string Lock = "select pg_advisory_xact_lock(hashtext('hourexchange portal client'))";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        if (settings.Portal is not { } portal)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await using var connection = await database.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(Lock, transaction: transaction);
        await scope.ServiceProvider.GetRequiredService<IdentityTables>().Join(transaction);
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        var wanted = new OpenIddictApplicationDescriptor
        {
            ClientId = ClientId,
            ClientSecret = settings.PortalSecret,
            ClientType = OpenIddictConstants.ClientTypes.Confidential,
            // It is part of the house: nobody is asked whether it may know them.
            ConsentType = OpenIddictConstants.ConsentTypes.Implicit,
            RedirectUris = { new Uri(portal, "/signin-oidc") },
            PostLogoutRedirectUris = { new Uri(portal, "/signout-callback-oidc"), portal },
            Permissions =
            {
                OpenIddictConstants.Permissions.Endpoints.Authorization,
                OpenIddictConstants.Permissions.Endpoints.Token,
                OpenIddictConstants.Permissions.Endpoints.EndSession,
                OpenIddictConstants.Permissions.GrantTypes.AuthorizationCode,
                OpenIddictConstants.Permissions.GrantTypes.RefreshToken,
                OpenIddictConstants.Permissions.ResponseTypes.Code,
            },
            Requirements = { OpenIddictConstants.Requirements.Features.ProofKeyForCodeExchange },
        };
        if (await clients.FindByClientIdAsync(ClientId, cancellationToken) is { } known)
        {
            await clients.UpdateAsync(known, wanted, cancellationToken);
        }
        else
        {
            await clients.CreateAsync(wanted, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
