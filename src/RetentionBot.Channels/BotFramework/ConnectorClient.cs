using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace RetentionBot.Channels.BotFramework;

/// <summary>One call to the Bot Connector: the right address, the right token, and no other host but the allowed ones.</summary>
internal sealed partial class ConnectorClient(
    IHttpClientFactory clients,
    IBotTokenProvider tokens,
    ServiceUrls services,
    IOptions<BotFrameworkOptions> options,
    TimeProvider clock,
    ILogger<ConnectorClient> log)
{
    /// <param name="serviceUrl">The conversation's own; null when none is known.</param>
    /// <param name="resource">See <see cref="ServiceUrls.Resource"/>; it may have a query.</param>
    /// <param name="ct">Stops the call.</param>
    public Task<ConnectorAnswer> GetAsync(string? serviceUrl, string resource, CancellationToken ct) =>
        CallAsync(serviceUrl, HttpMethod.Get, resource, null, ct);

    public Task<ConnectorAnswer> SendAsync<T>(string? serviceUrl, HttpMethod method, string resource, T body, JsonTypeInfo<T> type, CancellationToken ct) =>
        CallAsync(serviceUrl, method, resource, JsonSerializer.SerializeToUtf8Bytes(body, type), ct);

    private async Task<ConnectorAnswer> CallAsync(string? serviceUrl, HttpMethod method, string resource, byte[]? body, CancellationToken ct)
    {
        var service = serviceUrl ?? ServiceUrls.Global;
        var gcc = options.Value.GccServiceUrl;
        var answer = await AskAsync(service, method, resource, body, ct);
        if (!IsWrongHost(answer) || ServiceUrls.AreSame(service, gcc))
        {
            return answer;
        }

        // Once, at the service of the government cloud: nothing was done at the public one.
        answer = await AskAsync(gcc, method, resource, body, ct);
        return answer is ConnectorAnswer.Answered moved ? moved with { MovedTo = gcc } : answer;
    }

    private static bool IsWrongHost(ConnectorAnswer answer) =>
        answer is ConnectorAnswer.Answered { Status: 403 } refused && ConnectorError.Read(refused.Body).Code == ConnectorError.InvalidBotApiHost;

    private async Task<ConnectorAnswer> AskAsync(string serviceUrl, HttpMethod method, string resource, byte[]? body, CancellationToken ct)
    {
        if (!services.IsAllowed(serviceUrl))
        {
            LogNotAllowed();
            return new ConnectorAnswer.NotAllowed("The conversation's service address is not allowed.");
        }

        var address = ServiceUrls.Address(serviceUrl, resource);
        var isAnonymous = services.IsAnonymous(serviceUrl);
        var answer = await TryAsync(method, address, body, isAnonymous, forceRefresh: false, ct);

        if (answer is not ConnectorAnswer.Answered { Status: 401 })
        {
            return answer;
        }

        if (!isAnonymous)
        {
            // Once, with a fresh token: the old one may have been revoked before its time.
            answer = await TryAsync(method, address, body, isAnonymous, forceRefresh: true, ct);
        }

        if (answer is ConnectorAnswer.Answered { Status: 401 })
        {
            LogBadCredentials();
        }

        return answer;
    }

    private async Task<ConnectorAnswer> TryAsync(HttpMethod method, string address, byte[]? body, bool isAnonymous, bool forceRefresh, CancellationToken ct)
    {
        using var request = new HttpRequestMessage(method, address);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(body);
            request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        }

        try
        {
            if (!isAnonymous)
            {
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetTokenAsync(forceRefresh, ct));
            }

            using var response = await clients.CreateClient(HttpClients.Connector).SendAsync(request, ct);
            var answer = new ConnectorAnswer.Answered(
                (int)response.StatusCode, Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync(ct)), RetryAfter(response));
            if (!answer.IsSuccess)
            {
                LogAnswered(method.Method, answer.Status, ConnectorError.Read(answer.Body).Code, Header(response, "MS-CV"));
            }

            return answer;
        }
        catch (BotTokenException e)
        {
            return new ConnectorAnswer.NotSent(e.Message);
        }
        catch (HttpRequestException e)
        {
            LogFailed(method.Method, e.HttpRequestError.ToString());
            return e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError
                ? new ConnectorAnswer.NotSent($"No connection: {e.HttpRequestError}.")
                : new ConnectorAnswer.NoAnswer($"No answer: {e.HttpRequestError}.");
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            LogFailed(method.Method, "Timeout");
            return new ConnectorAnswer.NoAnswer("No answer in time.");
        }
    }

    /// <summary>The service may name seconds or a moment.</summary>
    private TimeSpan? RetryAfter(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
        { Date: not null } => TimeSpan.Zero,
        _ => null,
    };

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;

    [LoggerMessage(LogLevel.Error, "A call was not made: the service address of the conversation is not on the list of allowed hosts")]
    private partial void LogNotAllowed();

    [LoggerMessage(LogLevel.Error, "The Bot Connector no longer accepts the bot's token: nothing can be sent until the registration is mended")]
    private partial void LogBadCredentials();

    [LoggerMessage(LogLevel.Warning, "The Bot Connector answered {Method} with {Status} {Code} (MS-CV {CorrelationVector})")]
    private partial void LogAnswered(string method, int status, string? code, string? correlationVector);

    [LoggerMessage(LogLevel.Warning, "No answer to {Method} from the Bot Connector: {Reason}")]
    private partial void LogFailed(string method, string reason);
}
