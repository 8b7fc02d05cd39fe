using System.Text.Json.Nodes;

namespace UpperBack.Scheduling.Tests.Progress;

/// <summary>What members say and read of their progress, over HTTP.</summary>
internal static class ProgressCalls
{
    public static JsonObject CheckIn(int effort, int pain, params string[] missed) =>
        new()
        {
            ["effort"] = effort,
            ["pain"] = pain,
            ["missed"] = new JsonArray([.. missed.Select(slug => (JsonNode)slug)]),
        };

    public static async Task<(HttpStatusCode Status, JsonNode Body)> PutAsync(
        TestMember who,
        string path,
        JsonNode body
    )
    {
        using var response = await who.Http.PutAsync(
            "/api/scheduling/" + path,
            System.Net.Http.Json.JsonContent.Create(body)
        );
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!);
    }

    public static JsonNode Of(JsonNode progress, string exercise) =>
        progress["exercises"]!.AsArray().Single(one => (string?)one!["exercise"] == exercise)!;

    public static async Task<int> LevelAsync(TestMember member) =>
        (int)Of((await SchedulingFixture.GetAsync(member, "progress")).Body, "locust")["level"]!;

    public static async Task<string> DecisionAsync(TestMember member) =>
        (string)Of((await SchedulingFixture.GetAsync(member, "progress")).Body, "locust")["decision"]!;
}
