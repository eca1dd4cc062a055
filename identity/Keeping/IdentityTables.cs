using System.Text.RegularExpressions;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using OpenIddict.EntityFrameworkCore.Models;

namespace HourExchange.Identity.Keeping;

/// <summary>
/// The tables that ASP.NET Core Identity, OpenIddict and Data Protection bring, under the house's names. All others are written by hand
/// (docs/decisions/0055-a-sign-in-provider-of-our-own.md).
/// </summary>
public sealed partial class IdentityTables(DbContextOptions<IdentityTables> options) : IdentityUserContext<Person>(options), IDataProtectionKeyContext
{
    public const string Schema = "identity";

    private static readonly Dictionary<Type, string> Names = new()
    {
        [typeof(Person)] = "person",
        [typeof(IdentityUserClaim<string>)] = "person_claim",
        [typeof(IdentityUserLogin<string>)] = "person_login",
        [typeof(IdentityUserToken<string>)] = "person_token",
        [typeof(IdentityUserPasskey<string>)] = "person_passkey",
        [typeof(OpenIddictEntityFrameworkCoreApplication)] = "client",
        [typeof(OpenIddictEntityFrameworkCoreAuthorization)] = "client_authorization",
        [typeof(OpenIddictEntityFrameworkCoreScope)] = "client_scope",
        [typeof(OpenIddictEntityFrameworkCoreToken)] = "client_token",
        [typeof(DataProtectionKey)] = "data_protection_key",
    };

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>Without a database behind it: what the tables look like.</summary>
    public static DbContextOptions<IdentityTables> Described { get; } =
        new DbContextOptionsBuilder<IdentityTables>().UseNpgsql("Host=none").UseOpenIddict()
            .UseApplicationServiceProvider(new ServiceCollection().Configure<IdentityOptions>(UsePasskeys).BuildServiceProvider()).Options;

    /// <summary>The version of Identity's tables that has them. It is read from the options, wherever the tables are used.</summary>
    public static void UsePasskeys(IdentityOptions options) => options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.HasDefaultSchema(Schema);
        builder.Entity<Person>(person =>
        {
            person.Property(one => one.Name).HasMaxLength(Person.NameLengthLimit);
            person.Property(one => one.Language).HasMaxLength(2);
            // One account an address: whoever proves that the mail is theirs finds one.
            person.HasIndex(one => one.NormalizedEmail).IsUnique();
        });
        foreach (var entity in builder.Model.GetEntityTypes())
        {
            if (entity.IsOwned())
            {
                // What a passkey is, as JSON within its row.
                entity.SetContainerColumnName(Snake(entity.FindOwnership()!.PrincipalToDependent!.Name));
            }
            else
            {
                Rename(entity);
            }
        }
    }

    private static void Rename(IMutableEntityType entity)
    {
        var table = Names[entity.ClrType];
        entity.SetTableName(table);
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(Snake(property.Name));
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName($"{table}_key");
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName($"{table}_by_{string.Join('_', index.Properties.Select(property => Snake(property.Name)))}");
        }

        foreach (var reference in entity.GetForeignKeys())
        {
            reference.SetConstraintName($"{table}_of_{string.Join('_', reference.Properties.Select(property => Snake(property.Name)))}");
        }
    }

    private static string Snake(string name) => WordStart().Replace(name, "_$0").ToLowerInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]")]
    private static partial Regex WordStart();
}
