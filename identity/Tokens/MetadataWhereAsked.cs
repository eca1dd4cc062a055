using HourExchange.Identity.Keeping;
using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server;

namespace HourExchange.Identity.Tokens;

/// <summary>
/// What programs of the house fetch themselves is announced at the address where they asked: within the house it may be another than the one that
/// browsers see, and theirs may lead nowhere from there. Where browsers go is always the issuer.
/// </summary>
internal static class MetadataWhereAsked
{
    private static readonly object Asked = new();

    public static OpenIddictServerHandlerDescriptor Descriptor { get; } = OpenIddictServerHandlerDescriptor.CreateBuilder<OpenIddictServerEvents.ApplyConfigurationResponseContext>()
        .UseInlineHandler(context =>
        {
            if (context.Transaction.GetHttpRequest()?.HttpContext.Items[Asked] is string address)
            {
                Move(context.Response, OpenIddictConstants.Metadata.JwksUri, address);
                Move(context.Response, OpenIddictConstants.Metadata.TokenEndpoint, address);
            }

            return default;
        })
        // Before it is written.
        .SetOrder(int.MinValue + 100_000)
        .Build();

    /// <summary>Whatever address a request names, links and answers name the issuer's: nobody makes us send mails that lead elsewhere.</summary>
    public static void UseIssuerAddress(this IApplicationBuilder app)
    {
        var issuer = app.ApplicationServices.GetRequiredService<IdentitySettings>().Issuer;
        app.Use((http, next) =>
        {
            http.Items[Asked] = $"{http.Request.Scheme}://{http.Request.Host}";
            http.Request.Scheme = issuer.Scheme;
            http.Request.Host = new HostString(issuer.Authority);
            return next(http);
        });
    }

    private static void Move(OpenIddictResponse metadata, string endpoint, string address)
    {
        if (Uri.TryCreate(address, UriKind.Absolute, out var asked) && Uri.TryCreate((string?)metadata[endpoint], UriKind.Absolute, out var announced))
        {
            metadata[endpoint] = new Uri(asked, announced.PathAndQuery).AbsoluteUri;
        }
    }
}
