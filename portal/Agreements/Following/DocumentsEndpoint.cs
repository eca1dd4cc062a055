using System.Net.Http.Headers;
using HourExchange.Client.Interventions;
using HourExchange.Contracts.Access;
using HourExchange.Plumbing.Security;
using HourExchange.Portal.Asking;
using HourExchange.Portal.Pages;
using Microsoft.AspNetCore.Mvc;

namespace HourExchange.Portal.Agreements.Following;

/// <summary>Files of an agreement: attached, read, taken back with a reason.</summary>
public static class DocumentsEndpoint
{
    /// <summary>Of a document, as the service takes it.</summary>
    public const long LimitBytes = 5 * 1024 * 1024;

    /// <summary>So much is read that a page can still answer; beyond it the connection ends.</summary>
    private const long ReadBytes = 2 * LimitBytes;

    private const string Section = "documents";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var all = $"{AgreementPaths.List}/{{reference}}/{Section}";
        routes.MapPost(all, Attach).For(Roles.Management).Form().TakesLong()
            .WithMetadata(new RequestSizeLimitAttribute(ReadBytes), new RequestFormLimitsAttribute { MultipartBodyLengthLimit = ReadBytes });
        routes.MapGet(all, (string reference) => Results.Redirect(AgreementPaths.Of(reference, AgreementPaths.Following))).For(Roles.Readers);
        routes.MapGet(all + "/{id:guid}", (string reference, Guid id, HttpContext http, InterventionsClient client) =>
            Download.Of(() => client.GetDocumentAsync(reference, id, http.RequestAborted), http, isNamedByPeople: true)).For(Roles.Readers).TakesLong();
        routes.MapPost(all + "/{id:guid}/retirer", (string reference, Guid id, IFormCollection form, HttpContext http, House house) =>
        {
            var typed = new FollowingForm(http, reference, $"retirer-{id}", Section, form);
            return typed.Send(house, (client, key, stopping) => client.WithdrawDocumentAsync(reference, id, new WithdrawalRequest { Reason = typed["texte"] }, key, stopping));
        }).For(Roles.Management).Form();
    }

    private static async Task<IResult> Attach(string reference, IFormCollection form, HttpContext http, House house)
    {
        var typed = new FollowingForm(http, reference, "document", Section, form);
        var file = form.Files.GetFile("document-fichier");
        if (file is null or { Length: 0 })
        {
            typed.Say("fichier", "Following.fault.file");
            return await typed.Again(null, StatusCodes.Status422UnprocessableEntity);
        }

        if (file.Length > LimitBytes)
        {
            typed.Say("fichier", "Following.fault.tooLarge");
            return await typed.Again(null, StatusCodes.Status413PayloadTooLarge);
        }

        await using var content = file.OpenReadStream();
        // What the browser calls it; the service looks at the content itself.
        var mediaType = MediaTypeHeaderValue.TryParse(file.ContentType, out var declared) ? declared.ToString() : "application/octet-stream";
        return await typed.Send(house, (client, key, stopping) => client.AttachDocumentAsync(reference, typed["texte"], new FileParameter(content, null, mediaType), key, stopping));
    }
}
