// Role assignments. Each is scoped to one queue, account or vault and has the least privilege for its use:
// nodes send reports and events and receive their commands; the Functions app does the reverse, and owns the tables and the blobs of its host.
// Role ids: https://learn.microsoft.com/azure/role-based-access-control/built-in-roles.

param busNamespace string
param storageAccount string
param vault string
param functionsPrincipal string
param nodesPrincipal string
param nodeCertificate string

var busReceiver = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0')
var busSender = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '69a216fc-b8fb-44d8-bc22-1f3c2cd27a39')
var tableContributor = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3')
var blobOwner = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', 'b7e6dc6d-f1e8-4753-8033-0f276bb0955b')
var secretsUser = subscriptionResourceId('Microsoft.Authorization/roleDefinitions', '4633458b-17de-408a-b874-0445c86b69e6')

var upward = ['node-reports', 'room-events']
var downward = ['node-commands']

resource namespace 'Microsoft.ServiceBus/namespaces@2024-01-01' existing = {
  name: busNamespace
}

resource upwardQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [
  for queue in upward: {
    parent: namespace
    name: queue
  }
]

resource downwardQueues 'Microsoft.ServiceBus/namespaces/queues@2024-01-01' existing = [
  for queue in downward: {
    parent: namespace
    name: queue
  }
]

resource functionsReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, i) in upward: {
    scope: upwardQueues[i]
    name: guid(upwardQueues[i].id, functionsPrincipal, busReceiver)
    properties: {
      principalId: functionsPrincipal
      principalType: 'ServicePrincipal'
      roleDefinitionId: busReceiver
    }
  }
]

resource functionsSend 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, i) in downward: {
    scope: downwardQueues[i]
    name: guid(downwardQueues[i].id, functionsPrincipal, busSender)
    properties: {
      principalId: functionsPrincipal
      principalType: 'ServicePrincipal'
      roleDefinitionId: busSender
    }
  }
]

resource nodesSend 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, i) in upward: {
    scope: upwardQueues[i]
    name: guid(upwardQueues[i].id, nodesPrincipal, busSender)
    properties: {
      principalId: nodesPrincipal
      principalType: 'ServicePrincipal'
      roleDefinitionId: busSender
    }
  }
]

resource nodesReceive 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (queue, i) in downward: {
    scope: downwardQueues[i]
    name: guid(downwardQueues[i].id, nodesPrincipal, busReceiver)
    properties: {
      principalId: nodesPrincipal
      principalType: 'ServicePrincipal'
      roleDefinitionId: busReceiver
    }
  }
]

resource account 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageAccount
}

resource functionsTables 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, functionsPrincipal, tableContributor)
  properties: {
    principalId: functionsPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: tableContributor
  }
}

// The Functions host stores its leases and keys in blobs, and reads the app package from one.
resource functionsBlobs 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: account
  name: guid(account.id, functionsPrincipal, blobOwner)
  properties: {
    principalId: functionsPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: blobOwner
  }
}

resource keyVault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vault
}

resource functionsSecrets 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: keyVault
  name: guid(keyVault.id, functionsPrincipal, secretsUser)
  properties: {
    principalId: functionsPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}

// The only secret that nodes read is their certificate.
resource certificate 'Microsoft.KeyVault/vaults/secrets@2023-07-01' existing = if (!empty(nodeCertificate)) {
  parent: keyVault
  name: nodeCertificate
}

resource nodesCertificate 'Microsoft.Authorization/roleAssignments@2022-04-01' = if (!empty(nodeCertificate)) {
  scope: certificate
  name: guid(keyVault.id, nodeCertificate, nodesPrincipal, secretsUser)
  properties: {
    principalId: nodesPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: secretsUser
  }
}
