// The permissions of the control plane on the scale set of media nodes only: read it, change its capacity, delete single machines.

param scaleSet string
param functionsPrincipal string

resource nodes 'Microsoft.Compute/virtualMachineScaleSets@2024-07-01' existing = {
  name: scaleSet
}

// Changing the capacity requires write permission on the scale set; Azure has no narrower action.
resource scaler 'Microsoft.Authorization/roleDefinitions@2022-04-01' = {
  name: guid(resourceGroup().id, scaleSet, 'signal-scaler')
  properties: {
    roleName: 'Signal Hybrid scaler of ${scaleSet}'
    description: 'Reads one scale set, changes its size and deletes its machines.'
    type: 'CustomRole'
    permissions: [
      {
        actions: [
          'Microsoft.Compute/virtualMachineScaleSets/read'
          'Microsoft.Compute/virtualMachineScaleSets/write'
          'Microsoft.Compute/virtualMachineScaleSets/delete/action'
          'Microsoft.Compute/virtualMachineScaleSets/virtualMachines/read'
        ]
        notActions: []
      }
    ]
    assignableScopes: [
      resourceGroup().id
    ]
  }
}

resource assignment 'Microsoft.Authorization/roleAssignments@2022-04-01' = {
  scope: nodes
  name: guid(nodes.id, functionsPrincipal, scaler.id)
  properties: {
    principalId: functionsPrincipal
    principalType: 'ServicePrincipal'
    roleDefinitionId: scaler.id
  }
}
